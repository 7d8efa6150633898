// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.CommonOptions;
import dev.millrace.model.MillraceException;
import dev.millrace.parser.ColumnDefinition;
import dev.millrace.parser.CreateTable;
import dev.millrace.parser.Watermark;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Emit;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.Match;
import dev.millrace.plan.Output;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TopN;
import dev.millrace.plan.WindowAggregate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** What hurts in CREATE TABLE and in the sinks. */
final class TableAdvice {
    /** A month: devices that are silent for longer are mostly gone. */
    private static final long LONG_TTL_MS = 31L * 24 * 3600 * 1000;

    private static final Set<String> DOORS = Set.of("mqtt", "http");
    /** Sinks that cannot replace what they said, unless the receiver knows the key. */
    private static final Set<String> ONE_WAY_SINKS = Set.of("filesystem", "print", "webhook", "jdbc");

    private final SourceText source;
    private final PlanOwners owners;
    private final Consumer<MillraceException> warnings;

    TableAdvice(SourceText source, PlanOwners owners, Consumer<MillraceException> warnings) {
        this.source = source;
        this.owners = owners;
        this.warnings = warnings;
    }

    void advise(CreateTable create, TableDefinition table) {
        List<PlanNode> keepers = owners.keepersAbove(table.name());
        if (keepers.isEmpty()) {
            return;
        }
        adviseOnLateness(create, table, keepers);
        adviseOnState(create, table, keepers);
        adviseOnTime(create, table);
        adviseOnRepeats(create, table, keepers);
        if (table.time().isPresent() && !table.timeRule().isPerKey()) {
            warn(
                    AdviceCode.ONE_PARTITION,
                    "\"" + table.name()
                            + "\" has one clock for all its rows, so its topic has one partition and one task works on it;"
                            + " a device that is ahead makes all others late",
                    "Remove the option, so that each key has its own clock, unless the result needs a common one.",
                    OptionCheck.text(create, CommonOptions.TIME_CLOCK.name()));
        }
    }

    private void adviseOnLateness(CreateTable create, TableDefinition table, List<PlanNode> keepers) {
        boolean isStrict = table.time().isPresent()
                && table.timeRule().latenessMs() == 0
                && keepers.stream().anyMatch(TableAdvice::isWindowOnClose);
        if (isStrict) {
            long boundMs = table.timeRule().boundMs();
            warn(
                    AdviceCode.STRICT_WINDOWS,
                    "windows over \"" + table.name() + "\" fire when a row is " + boundMs
                            + " ms ahead of their end and then take no"
                            + " more rows: what comes later goes to the ledger as LATE and the result is never corrected",
                    "Remove the option (1 min is then allowed) or give the time that a network outage takes; results still"
                            + " come as early, and are corrected.",
                    OptionCheck.text(create, CommonOptions.TIME_ALLOWED_LATENESS.name()));
        }
    }

    private static boolean isWindowOnClose(PlanNode node) {
        return node instanceof WindowAggregate window && window.emit() == Emit.ON_CLOSE
                || node instanceof GroupAggregate group && !group.window().isNone() && group.emit() == Emit.ON_CLOSE
                || node instanceof TopN top && !top.window().isNone() && top.emit() == Emit.ON_CLOSE;
    }

    private void adviseOnState(CreateTable create, TableDefinition table, List<PlanNode> keepers) {
        long ttlMs = table.timeRule().ttlMs();
        List<PlanNode> keyed =
                keepers.stream().filter(k -> !(k instanceof Deduplicate)).toList();
        if (ttlMs > LONG_TTL_MS && !keyed.isEmpty()) {
            warn(
                    AdviceCode.LONG_STATE,
                    "state of each key of \"" + table.name() + "\" is kept for " + ttlMs / (24 * 3600 * 1000)
                            + " days after its last row (" + ids(keyed)
                            + "), so keys that never come again fill memory and checkpoints",
                    "Lower it to the longest silence of a device that is still the same one; 7 d when the option is missing.",
                    OptionCheck.text(create, CommonOptions.STATE_TTL.name()));
        }
    }

    private static String ids(List<PlanNode> nodes) {
        return nodes.stream().map(PlanNode::id).limit(3).collect(Collectors.joining(", "))
                + (nodes.size() > 3 ? " and " + (nodes.size() - 3) + " more" : "");
    }

    private void adviseOnTime(CreateTable create, TableDefinition table) {
        Watermark watermark = create.elements().watermark().orElse(null);
        if (watermark == null || !isArrival(create, watermark.column().getSimple())) {
            return;
        }
        warn(
                AdviceCode.ARRIVAL_TIME,
                "\"" + table.name() + "\" takes its time from \""
                        + watermark.column().getSimple()
                        + "\", which is when Kafka got the record and not when the reading was taken: a device that uploads its"
                        + " past spoils the present, and a replay gives other results",
                "Declare the time that is in the reading, for example  ts TIMESTAMP(3),  and  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND.",
                watermark.column().getParserPosition());
    }

    /** A METADATA column with the record's timestamp, or one that is computed from such. */
    private static boolean isArrival(CreateTable create, String name) {
        for (ColumnDefinition column : create.elements().columns()) {
            if (!column.name().equals(name)) {
                continue;
            }
            if (!column.isComputed()) {
                return column.metadataKey().filter("timestamp"::equals).isPresent();
            }
            boolean[] found = new boolean[1];
            column.expression().accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlIdentifier id) {
                    String used = id.names.get(id.names.size() - 1);
                    found[0] |= !used.equals(name) && isArrival(create, used);
                    return null;
                }
            });
            return found[0];
        }
        return false;
    }

    private void adviseOnRepeats(CreateTable create, TableDefinition table, List<PlanNode> keepers) {
        String connector = table.table().connector();
        List<PlanNode> counting = keepers.stream()
                .filter(k -> k instanceof WindowAggregate
                        || k instanceof GroupAggregate
                        || k instanceof Over
                        || k instanceof Match)
                .toList();
        if (!DOORS.contains(connector) || table.dedupe().isPresent() || counting.isEmpty()) {
            return;
        }
        String device = table.keyFields().isEmpty()
                ? "device"
                : table.keyFields().stream().map(table.schema()::name).collect(Collectors.joining(";"));
        warn(
                AdviceCode.NO_DEDUPE,
                "a reading of \"" + table.name() + "\" that is sent twice, as " + connector
                        + " clients do when an answer is lost, counts twice in " + ids(counting),
                "Number the readings of a device and add  'dedupe.key' = '" + device
                        + ";seq'  with the column of the number last.",
                create.identifier().getParserPosition());
    }

    /** A sink that cannot replace what it was told. */
    void advise(Output output) {
        TableDefinition target = output.target();
        SqlParserPos place = owners.table(target.name());
        boolean isOneWay = ONE_WAY_SINKS.contains(target.table().connector())
                && target.table().primaryKey().isEmpty();
        if (place == null || !isOneWay || output.emit() == Emit.FINAL || !isCorrected(output.input())) {
            return;
        }
        List<String> names = target.table().schema().names();
        String key = output.keyColumns().isEmpty()
                ? "..."
                : output.keyColumns().stream().map(names::get).collect(Collectors.joining(", "));
        warn(
                AdviceCode.NOT_REPEATABLE,
                "results of \"" + target.name() + "\" may be corrected, but it has no PRIMARY KEY, so who reads the "
                        + target.table().connector() + " cannot tell a correction from another result",
                "Add  PRIMARY KEY (" + key + ") NOT ENFORCED,  or 'emit' = 'final' to get each result once and later.",
                place);
    }

    private static boolean isCorrected(PlanNode node) {
        return PlanOwners.keeps(node) && !(node instanceof Deduplicate)
                || node.inputs().stream().anyMatch(TableAdvice::isCorrected);
    }

    private void warn(AdviceCode code, String fact, String hint, SqlParserPos place) {
        warnings.accept(source.error(code, fact, hint, place));
    }
}
