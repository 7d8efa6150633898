// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Output;
import dev.millrace.plan.Over;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import dev.millrace.plan.WindowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as a tree of lines, each output with what it reads below it. A node that was drawn before is only named. */
final class PlanPicture implements PlanNode.Visitor<String> {
    private final StringBuilder out = new StringBuilder();
    private final Set<String> drawn = new HashSet<>();

    private PlanPicture() {}

    static String of(Pipeline pipeline) {
        PlanPicture picture = new PlanPicture();
        picture.out.append("pipeline ").append(pipeline.name()).append('\n');
        pipeline.outputs().forEach(picture::draw);
        return picture.out.toString();
    }

    private void draw(Output output) {
        String key =
                output.keyColumns().isEmpty() ? "append-only" : "key " + names(output.input(), output.keyColumns());
        String emit = output.emit().name().toLowerCase(Locale.ROOT).replace('_', '-');
        out.append('\n').append("output ").append(output.id()).append("  (");
        out.append(connector(output.target()))
                .append(", ")
                .append(emit)
                .append(", ")
                .append(key)
                .append(")\n");
        draw(output.input(), "");
    }

    private void draw(PlanNode node, String indent) {
        boolean isKnown = !drawn.add(node.id());
        boolean isLeaf = node.inputs().isEmpty();
        out.append(indent).append("└─ ").append(node.accept(this));
        out.append("  [")
                .append(node.id())
                .append(isKnown && !isLeaf ? ", drawn above" : "")
                .append("]\n");
        if (!isKnown) {
            node.inputs().forEach(input -> draw(input, indent + "   "));
        }
    }

    @Override
    public String scan(Scan node) {
        TableDefinition table = node.table();
        String time = table.time()
                .map(t -> ", watermark " + table.schema().names().get(t.column()) + " - " + duration(t.boundMs()))
                .orElse("");
        String partition = table.keyFields().isEmpty() ? "" : ", partition by " + names(node, table.keyFields());
        return "read " + table.name() + "  (" + connector(table) + partition + time + ")";
    }

    @Override
    public String calc(Calc node) {
        return (node.condition().isPresent() ? "filter and project " : "project ")
                + node.schema().names().size() + " columns; keeps nothing";
    }

    @Override
    public String windowAssign(WindowAssign node) {
        return window(node.window()) + " for each row; keeps nothing";
    }

    @Override
    public String windowAggregate(WindowAggregate node) {
        WindowSpec window = node.window();
        long rule = node.timeRule().boundMs() + node.timeRule().latenessMs();
        long panes = window.slideMs() == 0 ? 0 : (window.sizeMs() + rule) / window.slideMs() + 1;
        return window(window) + " by " + names(node.input(), node.keys()) + ": " + calls(node.aggregates())
                + (panes == 0 ? "" : "; keeps at most " + panes + " panes a key");
    }

    @Override
    public String groupAggregate(GroupAggregate node) {
        String what = calls(node.aggregates()).isEmpty() ? "distinct" : calls(node.aggregates());
        return what + " by " + names(node.input(), node.groups())
                + (node.window().isNone()
                        ? "; keeps a group until " + duration(node.timeRule().ttlMs()) + " without rows"
                        : "; keeps the open windows of a key");
    }

    @Override
    public String topN(TopN node) {
        TopN.Ranks ranks = node.ranks();
        String order = node.order().stream()
                .map(k -> node.input().schema().name(k.column()) + (k.isAscending() ? "" : " down"))
                .collect(Collectors.joining(", "));
        String rows = ranks.from() == 1 ? "first " + ranks.to() : "rows " + ranks.from() + " to " + ranks.to();
        return rows + " of " + names(node.input(), node.keys())
                + (node.window().isNone() ? "" : " and window") + " by " + order
                + (node.window().isNone()
                        ? "; keeps them until " + duration(node.timeRule().ttlMs()) + " without rows"
                        : "; keeps the open windows of a key");
    }

    @Override
    public String over(Over node) {
        String frames = node.calls().stream().map(PlanPicture::frame).distinct().collect(Collectors.joining(" and "));
        List<AggregateCall> aggregates =
                node.calls().stream().map(Over.OverCall::aggregate).toList();
        return "over " + frames + " by " + names(node.input(), node.keys()) + ": " + calls(aggregates)
                + "; keeps the rows of the frame a key";
    }

    @Override
    public String match(Match node) {
        return "pattern by " + names(node.input(), node.keys())
                + (node.withinMs() < 0 ? "" : " within " + duration(node.withinMs()))
                + "; keeps the rows of open matches a key";
    }

    @Override
    public String deduplicate(Deduplicate node) {
        List<String> names = node.input().schema().names();
        return "drop repeated " + names.get(node.sequence()) + " by " + names(node.input(), node.keys()) + " within "
                + duration(node.horizonMs());
    }

    @Override
    public String streamJoin(StreamJoin node) {
        StreamJoin.Range range = node.range();
        boolean isWindow = node.left().windowEnd() >= 0;
        String kind = node.kind().name().toLowerCase(Locale.ROOT);
        String near = isWindow
                ? " per window"
                : range.lengthMs() == 0 && range.fromMs() != range.toMs()
                        ? " with nothing in range"
                        : " from " + signed(range.fromMs()) + " to " + signed(range.toMs());
        return kind + " join by " + names(node.left().input(), node.left().keys()) + near
                + "; keeps rows of both sides for "
                + duration(range.lengthMs()
                        + node.left().timeRule().boundMs()
                        + node.left().timeRule().latenessMs())
                + " a key";
    }

    private static String signed(long ms) {
        return ms < 0 ? "-" + duration(-ms) : duration(ms);
    }

    @Override
    public String referenceJoin(ReferenceJoin node) {
        return "look up " + (node.isVersioned() ? "the version at the row's time" : "the newest row") + " by "
                + names(node.left().input(), node.left().keys())
                + (node.isVersioned() ? "; keeps versions and the newest rows a key" : "; keeps one row a key");
    }

    @Override
    public String unnest(Unnest node) {
        return "a row for each element of " + node.collection().type().kind()
                + (node.isOuter() ? ", one with NULL where there is none" : "");
    }

    @Override
    public String lookupJoin(LookupJoin node) {
        List<Integer> columns = node.keys().stream().map(LookupJoin.Key::column).toList();
        return "ask " + node.table().name() + " (" + connector(node.table()) + ") by " + names(node.input(), columns)
                + "; keeps the answers that its cache may keep";
    }

    @Override
    public String union(Union node) {
        return "union of " + node.inputs().size();
    }

    private static String frame(Over.OverCall call) {
        Over.Frame frame = call.frame();
        if (frame.from() < 0) {
            return "from " + distance(frame, -frame.from()) + " to " + distance(frame, -frame.to()) + " later";
        }
        String from = frame.from() == Over.Frame.UNBOUNDED ? "all" : distance(frame, frame.from());
        if (frame.to() < 0) {
            return "last " + from + " and next " + distance(frame, -frame.to());
        }
        return "last " + from + (frame.to() == 0 ? "" : " without the newest " + distance(frame, frame.to()));
    }

    private static String distance(Over.Frame frame, long distance) {
        return frame.isRows() ? distance + (distance == 1 ? " row" : " rows") : duration(distance);
    }

    private static String window(WindowSpec window) {
        String kind = window.kind().name().toLowerCase(Locale.ROOT);
        return switch (window.kind()) {
            case TUMBLE, SESSION -> kind + " " + duration(window.sizeMs());
            case HOP, CUMULATE -> kind + " " + duration(window.sizeMs()) + " every " + duration(window.slideMs());
        };
    }

    private static String calls(List<AggregateCall> calls) {
        return calls.stream().map(AggregateCall::function).distinct().collect(Collectors.joining(", "));
    }

    private static String names(PlanNode node, List<Integer> columns) {
        List<String> names = node.schema().names();
        return columns.isEmpty() ? "nothing" : columns.stream().map(names::get).collect(Collectors.joining(", "));
    }

    private static String connector(TableDefinition table) {
        return table.table().option("connector").orElse("no connector");
    }

    /** The largest unit that divides the duration: 300000 is {@code 5 min}. */
    static String duration(long ms) {
        if (ms % 3_600_000 == 0 && ms != 0) {
            return ms / 3_600_000 + " h";
        }
        if (ms % 60_000 == 0 && ms != 0) {
            return ms / 60_000 + " min";
        }
        return ms % 1_000 == 0 ? ms / 1_000 + " s" : ms + " ms";
    }
}
