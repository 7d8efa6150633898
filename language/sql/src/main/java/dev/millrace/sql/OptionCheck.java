// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Problems.Problem;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.parser.CreateTable;
import dev.millrace.parser.SetOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Checks WITH (...) against what connector and format declare; everything that is wrong is said at once. */
final class OptionCheck {
    /** Rows of a scenario file arrive through this connector; it belongs to the language, not to a system outside. */
    static final String SCENARIO = "scenario";

    /** Options that are handed on to a client library unseen. */
    private static final String CLIENT_PREFIX = "properties.";

    private final SourceText source;
    private final ConnectorCatalog connectors;

    OptionCheck(SourceText source, ConnectorCatalog connectors) {
        this.source = source;
        this.connectors = connectors;
    }

    /** Adds to problems and throws when there are any. */
    void check(CreateTable create, Table table, Problems problems) {
        Optional<Connector> connector = connectors.connector(table.connector());
        boolean isScenario = table.connector().equals(SCENARIO);
        if (connector.isEmpty() && !isScenario && table.option("connector").isPresent()) {
            throw unknown(create, "connector", table.connector(), connectors.connectorNames());
        }
        Optional<Format> format = table.option("format").flatMap(connectors::format);
        if (format.isEmpty() && !isScenario && table.option("format").isPresent()) {
            throw unknown(create, "format", table.option("format").orElseThrow(), connectors.formatNames());
        }
        List<Option<?>> specs = new ArrayList<>();
        connector.ifPresent(c -> specs.addAll(c.options()));
        Format used = format.or(() -> connectors.format(CommonOptions.FORMAT.initial()))
                .orElse(null);
        if (used != null) {
            specs.addAll(used.options());
        }
        Options options = Options.of(specs, table.options(), problems);
        if (problems.isEmpty()) {
            connector.ifPresent(c -> c.check(table, options, problems));
        }
        report(create, connector.isPresent() || isScenario ? withUnknown(create, specs, problems) : problems);
    }

    /** Names that are no options come first, and explain why the option that was meant is missing. */
    private Problems withUnknown(CreateTable create, List<Option<?>> specs, Problems problems) {
        Set<String> known =
                CommonOptions.ALL.stream().map(Option::name).collect(Collectors.toCollection(LinkedHashSet::new));
        specs.forEach(s -> known.add(s.name()));
        List<SetOption> strangers = create.options().stream()
                .filter(o -> !known.contains(o.name()) && !o.name().startsWith(CLIENT_PREFIX))
                .toList();
        Set<String> meant = strangers.stream()
                .flatMap(s -> Suggestions.nearest(s.name(), known).stream())
                .collect(Collectors.toSet());
        List<Problem> others = problems.list().stream()
                .filter(p -> !meant.contains(p.option()))
                .toList();
        if (strangers.size() == 1 && others.isEmpty()) {
            throw stranger(create, strangers.get(0), known, specs);
        }
        Problems all = new Problems();
        String hint = "Options: " + String.join(", ", known) + ".";
        strangers.forEach(
                s -> all.add(s.name(), "\"" + s.name() + "\" is no option of it" + instead(s.name(), known), hint));
        others.forEach(p -> all.add(p.option(), p.fact(), p.hint()));
        return all;
    }

    private static String instead(String name, Set<String> known) {
        return Suggestions.nearest(name, known)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    private MillraceException stranger(CreateTable create, SetOption option, Set<String> known, List<Option<?>> specs) {
        Optional<String> near = Suggestions.nearest(option.name(), known);
        String doc = near.flatMap(n -> specs.stream()
                        .filter(s -> s.name().equals(n))
                        .map(Option::doc)
                        .findFirst())
                .orElse("");
        String hint = near.map(n -> ("Did you mean \"" + n + "\"? " + doc).trim())
                .orElse("Options: " + String.join(", ", known) + ".");
        return source.error(
                SqlErrorCode.UNKNOWN_OPTION,
                "connector \"" + connector(create) + "\" has no option \"" + option.name() + "\" in table \""
                        + create.identifier().getSimple() + "\"",
                hint,
                option.namePosition());
    }

    private MillraceException unknown(CreateTable create, String option, String name, List<String> names) {
        return source.error(
                SqlErrorCode.UNKNOWN_CONNECTOR,
                "there is no " + option + " \"" + name + "\"",
                Suggestions.didYouMean(name, names) + "Known: " + String.join(", ", names) + ".",
                text(create, option));
    }

    private void report(CreateTable create, Problems problems) {
        if (problems.isEmpty()) {
            return;
        }
        List<Problem> list = problems.list();
        String facts = list.stream().map(Problem::fact).collect(Collectors.joining("; "));
        String count = list.size() == 1 ? "1 problem" : list.size() + " problems";
        String hint = list.stream()
                .map(Problem::hint)
                .filter(h -> !h.isEmpty())
                .distinct()
                .limit(2)
                .collect(Collectors.joining(" "));
        throw source.error(
                SqlErrorCode.OPTION_PROBLEMS,
                count + " in WITH (...) of table \"" + create.identifier().getSimple() + "\": " + facts,
                hint.isEmpty() ? "See docs/connectors.md." : hint,
                list.size() == 1
                        ? text(create, list.get(0).option())
                        : create.identifier().getParserPosition());
    }

    private static String connector(CreateTable create) {
        return create.options().stream()
                .filter(o -> o.name().equals("connector"))
                .map(SetOption::text)
                .findFirst()
                .orElse("");
    }

    /** Place of an option's text, of the table's name when the option is not given. */
    static SqlParserPos text(CreateTable create, String option) {
        return create.options().stream()
                .filter(o -> o.name().equals(option))
                .map(SetOption::textPosition)
                .findFirst()
                .orElse(create.identifier().getParserPosition());
    }
}
