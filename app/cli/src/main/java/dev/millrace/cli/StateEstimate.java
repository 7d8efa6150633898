// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.over.OverOperator;
import dev.millrace.kernel.window.Corrections;
import dev.millrace.kernel.window.WindowAggregateOperator;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import dev.millrace.plan.WindowSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Bytes that an operator keeps on the heap for one key, and how the number is made. The layout is that of a 64-bit Java with compressed
 * references: 16 bytes an array, 8 a word, 4 a reference. What depends on the rate of the readings is given per row. Empty for
 * operators that keep nothing.
 */
final class StateEstimate implements PlanNode.Visitor<String> {
    /** Clock, positions and the entry in the table of keys. */
    private static final int KEY_BYTES = 200;
    /** Header and fields of a row, and the headers of its two arrays. */
    private static final int ROW_BYTES = 104;
    /** A text of up to 16 Latin letters: object of 24, array of 32. */
    private static final int TEXT_BYTES = 56;

    private static final int REFERENCE_BYTES = 4;
    /** First and last number and two times of a range of sequence numbers. */
    private static final int RANGE_BYTES = 32;

    private final FunctionCatalog functions = FunctionCatalog.builtIn();

    /** What the numbers rest on, for below the picture. */
    static String basis() {
        return "Bytes are estimates of the Java heap: " + KEY_BYTES + " a key and operator, " + ROW_BYTES
                + " a row and 8 a column, " + (REFERENCE_BYTES + TEXT_BYTES)
                + " a text or other object, 8 a word of an aggregate.\n";
    }

    @Override
    public String scan(Scan node) {
        return "";
    }

    @Override
    public String calc(Calc node) {
        return "";
    }

    @Override
    public String unnest(Unnest node) {
        return "";
    }

    @Override
    public String windowAssign(WindowAssign node) {
        return "";
    }

    @Override
    public String union(Union node) {
        return "";
    }

    @Override
    public String windowAggregate(WindowAggregate node) {
        WindowSpec window = node.window();
        State state = state(node.aggregates(), node.input().schema());
        long openMs = node.timeRule().boundMs() + node.timeRule().latenessMs();
        boolean isSession = window.kind() == WindowSpec.Kind.SESSION;
        long step = isSession ? window.sizeMs() : window.slideMs();
        long panes = (window.sizeMs() + openMs) / step + 1;
        boolean isTwice = !isSession && WindowAggregateOperator.keepsPanesTwice(window);
        long each = 8 + (isTwice ? 2 : 1) * state.bytes();
        return size(KEY_BYTES + panes * each) + " at most = " + KEY_BYTES + " + " + panes
                + (isSession ? " sessions" : " panes") + " x (8 + " + (isTwice ? "2 x " : "") + state.why() + ")"
                + state.rest() + corrected(node.input());
    }

    @Override
    public String groupAggregate(GroupAggregate node) {
        State state = state(node.aggregates(), node.input().schema());
        long row = row(node.schema());
        String what = node.window().isNone() ? "" : " for each open window";
        return size(KEY_BYTES + state.bytes() + row) + what + " = " + KEY_BYTES + " + " + state.why()
                + " + the last result of " + row + state.rest() + corrected(node.input());
    }

    @Override
    public String topN(TopN node) {
        long row = row(node.input().schema());
        int rows = node.ranks().to();
        return size(KEY_BYTES + rows * row) + (node.window().isNone() ? "" : " for each open window") + " = "
                + KEY_BYTES
                + " + " + rows + " rows x " + row + "; all rows of a group, " + TopN.ROWS_MAX
                + " at most, where rows are corrected";
    }

    @Override
    public String over(Over node) {
        List<AggregateCall> calls =
                node.calls().stream().map(Over.OverCall::aggregate).toList();
        State state = state(calls, node.input().schema());
        long each = row(node.schema()) + state.bytes();
        long rows = node.calls().stream()
                .map(Over.OverCall::frame)
                .filter(f -> f.isRows() && f.from() != Over.Frame.UNBOUNDED)
                .mapToLong(f -> Math.max(0, f.from()) + 1 + f.following())
                .max()
                .orElse(0);
        long rangeMs = node.calls().stream()
                .map(Over.OverCall::frame)
                .filter(f -> !f.isRows() && f.from() != Over.Frame.UNBOUNDED)
                .mapToLong(f -> Math.max(0, f.from()) + f.following())
                .max()
                .orElse(0);
        return size(KEY_BYTES + rows * each) + " = " + KEY_BYTES + " + " + rows + " rows x (" + row(node.schema())
                + " + "
                + state.why() + ")" + state.rest() + "; " + size(each) + " for each row of the last "
                + PlanPicture.duration(rangeMs + open(node.timeRule())) + ", " + OverOperator.DEFAULT_ROW_LIMIT
                + " rows at most";
    }

    @Override
    public String match(Match node) {
        long row = row(node.input().schema());
        String rows = node.withinMs() < 0
                ? "; " + row + " for each row since the first one of an open match"
                : "; " + row + " for each row of the last "
                        + PlanPicture.duration(node.withinMs() + open(node.timeRule()));
        return size(KEY_BYTES) + rows + ", " + node.limits().rows() + " rows at most ("
                + size(row * node.limits().rows()) + ")";
    }

    @Override
    public String deduplicate(Deduplicate node) {
        boolean isText = !node.schema().type(node.sequence()).kind().isWord();
        String each = isText
                ? (8 + TEXT_BYTES + REFERENCE_BYTES) + " for each reading of the last "
                : RANGE_BYTES + " for each gap in the numbers of the last ";
        return size(KEY_BYTES + (isText ? 0 : 8 * RANGE_BYTES)) + " = " + KEY_BYTES
                + (isText ? "" : " + 8 ranges of numbers x " + RANGE_BYTES) + "; " + each
                + PlanPicture.duration(node.horizonMs());
    }

    @Override
    public String streamJoin(StreamJoin node) {
        long keptMs = node.range().lengthMs()
                + Math.max(open(node.left().timeRule()), open(node.right().timeRule()));
        return size(KEY_BYTES) + "; " + rowOf(node.left()) + " for each left and " + rowOf(node.right())
                + " for each right row of the last " + PlanPicture.duration(keptMs);
    }

    private static long rowOf(JoinSide side) {
        return row(side.input().schema());
    }

    @Override
    public String referenceJoin(ReferenceJoin node) {
        long row = row(node.inputs().get(1).schema());
        return size(KEY_BYTES + row) + " = " + KEY_BYTES + " + one row x " + row
                + (node.isVersioned() ? "; " + row + " for each further version" : "");
    }

    @Override
    public String lookupJoin(LookupJoin node) {
        return "nothing";
    }

    /** Rows that may be taken back are kept as long as their window. */
    private static String corrected(PlanNode input) {
        return Corrections.of(input) != null
                ? "; " + row(input.schema()) + " for each row of a window that is open, since rows may be taken back"
                : "";
    }

    private static long open(TimeRule rule) {
        return rule.boundMs() + rule.latenessMs();
    }

    /** A row on the heap; its texts are taken for short ones. */
    private static long row(Schema schema) {
        int columns = schema.size();
        long objects =
                schema.columns().stream().filter(c -> !c.type().kind().isWord()).count();
        long words = columns + ((columns + 63) >>> 6);
        return ROW_BYTES + 8 * words + (objects == 0 ? 0 : (long) REFERENCE_BYTES * columns) + TEXT_BYTES * objects;
    }

    /**
     * Aggregates side by side.
     *
     * @param unknown names of functions that keep what depends on their values
     */
    private record State(int words, int objects, List<String> unknown) {
        long bytes() {
            return 8L * words + (long) REFERENCE_BYTES * objects;
        }

        String why() {
            return words + " words x 8" + (objects == 0 ? "" : " + " + objects + " references x " + REFERENCE_BYTES);
        }

        /** What no plan can know. */
        String rest() {
            return unknown.isEmpty() ? "" : ", and what " + String.join(", ", unknown) + " collects";
        }
    }

    private State state(List<AggregateCall> calls, Schema input) {
        int words = 0;
        int objects = 0;
        for (AggregateCall call : calls) {
            Optional<Accumulator> known = accumulator(call, input);
            words += known.map(Accumulator::words).orElse(0);
            objects += known.map(Accumulator::objects).orElse(0);
        }
        List<String> unknown = calls.stream()
                .filter(c -> accumulator(c, input).map(a -> a.objects() > 0).orElse(true))
                .map(AggregateCall::function)
                .distinct()
                .collect(Collectors.toList());
        return new State(words, objects, unknown);
    }

    private Optional<Accumulator> accumulator(AggregateCall call, Schema input) {
        List<DataType> types = call.arguments().stream().map(input::type).toList();
        return functions.accumulator(call.function(), types, call.isDistinct(), call.type());
    }

    private static String size(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
