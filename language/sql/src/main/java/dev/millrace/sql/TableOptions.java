// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.parser.CreateTable;
import dev.millrace.parser.SetOption;
import dev.millrace.plan.Expression;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TableDefinition.Dedupe;
import dev.millrace.plan.TableDefinition.TimeAttribute;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WITH (...) of a table: checked by the specs of connector and format, and turned into the rules of the plan. */
final class TableOptions {
    private static final Pattern LEVEL = Pattern.compile("\\{([^{}]+)\\}");

    private final SourceText source;
    private final OptionCheck check;
    private final ConnectorCatalog connectors;

    TableOptions(SourceText source, ConnectorCatalog connectors) {
        this.source = source;
        this.check = new OptionCheck(source, connectors);
        this.connectors = connectors;
    }

    /** What CREATE TABLE says besides its options. */
    record Parts(Table table, Schema schema, List<Expression> projection, Optional<TimeAttribute> time) {}

    /** Options by name; the same name twice is refused. */
    SortedMap<String, String> texts(CreateTable create) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (SetOption option : create.options()) {
            if (texts.put(option.name(), option.text()) != null) {
                throw source.error(
                        SqlErrorCode.DUPLICATE_NAME,
                        "option \"" + option.name() + "\" is given twice",
                        "Remove one of them.",
                        option.namePosition());
            }
        }
        return texts;
    }

    TableDefinition apply(CreateTable create, Parts parts) {
        Problems problems = new Problems();
        Options common = Options.of(CommonOptions.ALL, parts.table().options(), problems);
        check.check(create, parts.table(), problems);
        TimeRule rule = new TimeRule(
                common.get(CommonOptions.TIME_CLOCK).equals("stream") ? TimeRule.Clock.STREAM : TimeRule.Clock.KEY,
                parts.time().map(TimeAttribute::boundMs).orElse(0L),
                common.get(CommonOptions.TIME_IDLE),
                common.get(CommonOptions.TIME_MAX_AHEAD),
                common.get(CommonOptions.TIME_ALLOWED_LATENESS),
                common.get(CommonOptions.STATE_TTL));
        return new TableDefinition(
                parts.table(),
                parts.schema(),
                parts.projection(),
                parts.time(),
                rule,
                keyFields(create, parts),
                dedupe(create, parts, common.get(CommonOptions.DEDUPE_HORIZON)));
    }

    private List<Integer> keyFields(CreateTable create, Parts parts) {
        List<String> names = parts.table().listOption(CommonOptions.KEY_FIELDS.name());
        return positions(
                create,
                CommonOptions.KEY_FIELDS.name(),
                names.isEmpty() ? topicColumns(parts.table()) : names,
                parts.schema());
    }

    /** A door's topic such as {@code plant/{site}/{machine}} names the device by its columns. */
    private List<String> topicColumns(Table table) {
        boolean isDoor = connectors
                .connector(table.connector())
                .map(c -> c.usage() == Connector.Usage.DOOR)
                .orElse(false);
        List<String> columns = new ArrayList<>();
        Matcher level = LEVEL.matcher(isDoor ? table.option("topic").orElse("") : "");
        while (level.find()) {
            columns.add(level.group(1));
        }
        return columns;
    }

    private Optional<Dedupe> dedupe(CreateTable create, Parts parts, long horizonMs) {
        String option = CommonOptions.DEDUPE_KEY.name();
        List<Integer> columns = positions(create, option, parts.table().listOption(option), parts.schema());
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Dedupe(columns, horizonMs));
    }

    private List<Integer> positions(CreateTable create, String option, List<String> names, Schema schema) {
        List<Integer> positions = new ArrayList<>();
        for (String name : names) {
            int position = schema.indexOf(name);
            if (position < 0) {
                throw source.error(
                        SqlErrorCode.COLUMN_OPTION,
                        "option \"" + option + "\" of table \""
                                + create.identifier().getSimple() + "\" names column \"" + name
                                + "\", which the table does not have",
                        Suggestions.didYouMean(name, schema.names()) + "Columns: " + String.join(", ", schema.names())
                                + ".",
                        OptionCheck.text(create, option));
            }
            positions.add(position);
        }
        return positions;
    }
}
