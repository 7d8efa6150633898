// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Call;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Expression;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.Pattern;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as lines of text, inputs below and further in, for tests. */
final class PlanText implements PlanNode.Visitor<String> {
    private PlanText() {}

    static String of(PlanNode node) {
        StringBuilder out = new StringBuilder();
        append(node, "", out);
        return out.toString().stripTrailing();
    }

    private static void append(PlanNode node, String indent, StringBuilder out) {
        out.append(indent).append(node.accept(new PlanText())).append('\n');
        node.inputs().forEach(i -> append(i, indent + "  ", out));
    }

    static String of(Expression expression) {
        return expression.accept(new ExpressionText());
    }

    private static String list(List<Expression> expressions) {
        return expressions.stream().map(PlanText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String tail(PlanNode node) {
        return " time=" + node.timeColumn() + " key=" + node.resultKey();
    }

    @Override
    public String scan(Scan node) {
        return node.id();
    }

    @Override
    public String calc(Calc node) {
        String where = node.condition().map(c -> " where " + of(c)).orElse("");
        return node.id() + where + " " + list(node.projection()) + tail(node);
    }

    @Override
    public String unnest(Unnest node) {
        return node.id()
                + (node.isOuter() ? " outer " : " ")
                + node.collection().type()
                + tail(node);
    }

    @Override
    public String windowAssign(WindowAssign node) {
        return node.id() + " " + window(node.window()) + tail(node);
    }

    private static String window(dev.millrace.plan.WindowSpec window) {
        return window.kind() + "(" + window.sizeMs() + "," + window.slideMs() + "," + window.offsetMs() + ")";
    }

    @Override
    public String windowAggregate(WindowAggregate node) {
        return node.id() + " " + window(node.window()) + " by " + node.keys() + " "
                + node.aggregates().stream().map(PlanText::call).toList() + " " + node.properties() + tail(node);
    }

    private static String call(AggregateCall call) {
        String arguments = call.arguments().stream().map(a -> "$" + a).collect(Collectors.joining(", "));
        String filter = call.filterColumn() < 0 ? "" : " filter $" + call.filterColumn();
        return call.function() + "(" + (call.isDistinct() ? "distinct " : "") + arguments + ")" + filter + ":"
                + call.type().kind();
    }

    @Override
    public String groupAggregate(GroupAggregate node) {
        return node.id() + " by " + node.groups() + window(node.window()) + " "
                + node.aggregates().stream().map(PlanText::call).toList() + tail(node);
    }

    private static String window(AttachedWindow window) {
        return window.isNone() ? "" : " window " + window.columns();
    }

    @Override
    public String topN(TopN node) {
        return node.id() + " by " + node.keys() + window(node.window()) + " order " + node.order() + " rows "
                + node.ranks().from() + ".." + node.ranks().to()
                + (node.ranks().isShown() ? " numbered" : "") + tail(node);
    }

    @Override
    public String over(Over node) {
        String calls = node.calls().stream()
                .map(c -> call(c.aggregate()) + (c.frame().isRows() ? " rows " : " range ")
                        + distance(c.frame().from()) + ".." + c.frame().to())
                .toList()
                .toString();
        return node.id() + " by " + node.keys() + " " + calls + tail(node);
    }

    private static String distance(long distance) {
        return distance == Over.Frame.UNBOUNDED ? "all" : String.valueOf(distance);
    }

    @Override
    public String match(Match node) {
        return node.id() + " by " + node.keys() + " order " + node.order() + " pattern " + pattern(node.pattern())
                + " within " + node.withinMs() + " skip " + node.skip().mode()
                + node.skip().symbol() + " subsets "
                + node.subsets() + " define "
                + node.definitions().entrySet().stream()
                        .map(e -> e.getKey() + ": " + of(e.getValue()))
                        .toList()
                + " measures "
                + node.measures().stream()
                        .map(m -> m.name() + ": " + of(m.expression()))
                        .toList()
                + (node.isByTime() ? "" : " by value")
                + (node.isAllRows() ? " all rows" : "")
                + (node.rows().isEmptyOmitted() ? " omit empty" : "")
                + (node.rows().isWithUnmatched() ? " with unmatched" : "")
                + (node.rows().timeouts() == Match.Timeouts.NONE
                        ? ""
                        : " timeouts " + node.rows().timeouts()) + tail(node);
    }

    static String pattern(Pattern pattern) {
        if (pattern instanceof Pattern.Symbol symbol) {
            return symbol.name();
        }
        if (pattern instanceof Pattern.Concatenation parts) {
            return parts.parts().stream().map(PlanText::pattern).collect(Collectors.joining(" ", "(", ")"));
        }
        if (pattern instanceof Pattern.Alternation parts) {
            return parts.parts().stream().map(PlanText::pattern).collect(Collectors.joining("|", "(", ")"));
        }
        if (pattern instanceof Pattern.Quantified q) {
            String max = q.max() == Pattern.UNBOUNDED ? "" : String.valueOf(q.max());
            return pattern(q.part()) + "{" + q.min() + "," + max + "}" + (q.isReluctant() ? "?" : "");
        }
        if (pattern instanceof Pattern.Exclusion exclusion) {
            return "{-" + pattern(exclusion.part()) + "-}";
        }
        return pattern instanceof Pattern.Anchor anchor ? (anchor.isStart() ? "^" : "$") : pattern.toString();
    }

    @Override
    public String deduplicate(Deduplicate node) {
        return node.id() + " by " + node.keys() + " sequence " + node.sequence() + " horizon " + node.horizonMs();
    }

    @Override
    public String streamJoin(StreamJoin node) {
        return node.id() + " " + node.kind() + " " + node.left().keys() + "="
                + node.right().keys() + " "
                + node.range().fromMs() + ".." + node.range().toMs()
                + node.condition().map(c -> " on " + of(c)).orElse("") + tail(node);
    }

    @Override
    public String referenceJoin(ReferenceJoin node) {
        return node.id() + (node.isVersioned() ? " versioned" : " newest") + (node.isOuter() ? " outer " : " ")
                + node.left().keys() + "=" + node.right().keys()
                + node.condition().map(c -> " on " + of(c)).orElse("") + tail(node);
    }

    @Override
    public String lookupJoin(LookupJoin node) {
        return node.id() + " " + node.table().name() + (node.isOuter() ? " outer " : " ") + node.keys()
                + node.condition().map(c -> " on " + of(c)).orElse("") + tail(node);
    }

    @Override
    public String union(Union node) {
        return node.id() + tail(node);
    }

    private static final class ExpressionText implements Expression.Visitor<String> {
        @Override
        public String inputColumn(InputColumn expression) {
            return "$" + expression.column();
        }

        @Override
        public String literal(Literal expression) {
            return expression.value() instanceof String text ? "'" + text + "'" : String.valueOf(expression.value());
        }

        @Override
        public String call(Call expression) {
            String type = expression.function().endsWith("CAST") ? ":" + expression.type() : "";
            return expression.function() + "("
                    + expression.arguments().stream().map(PlanText::of).collect(Collectors.joining(", ")) + ")" + type;
        }

        @Override
        public String patternNavigation(PatternNavigation e) {
            return (e.isFinal() ? "final " : "") + (e.isFirst() ? "FIRST" : "LAST") + "(" + e.symbol() + "."
                    + of(e.operand()) + "," + e.logicalOffset() + "," + e.physicalOffset() + ")";
        }

        @Override
        public String patternAggregate(PatternAggregate e) {
            return (e.isFinal() ? "final " : "") + e.function() + "(" + e.symbol() + "." + list(e.arguments()) + ")";
        }
    }
}
