// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of a pipeline's state when its text changes. State is found again by the ids of operators, which edits of other
 * statements do not touch; it is understood only when the operator is the same.
 *
 * @param parts operators with state, exchanges and outputs, each in the order of their ids
 * @param dropped ids of nodes whose saved state, or rows on the way to them, would be misread
 */
public record PipelineChange(List<Part> parts, Set<String> dropped) {
    /** What a part is. */
    public enum What {
        OPERATOR,
        EXCHANGE,
        OUTPUT
    }

    /** What becomes of a part. */
    public enum Kind {
        KEPT,
        CHANGED,
        ADDED,
        REMOVED
    }

    /**
     * One operator, exchange or output.
     *
     * @param differences names of what is not the same, with both values where they are short; empty unless CHANGED
     */
    public record Part(What what, String id, Kind kind, List<String> differences) {}

    private static final int SHORT_CHARS = 60;
    /** Begins the names of options. Their values are never shown: one may be a password. */
    private static final String OPTION = "option ";

    public PipelineChange {
        parts = List.copyOf(parts);
        dropped = Set.copyOf(dropped);
    }

    public static PipelineChange between(Pipeline before, Pipeline after) {
        StateLayout old = StateLayout.of(before);
        StateLayout now = StateLayout.of(after);
        List<Part> parts = new ArrayList<>();
        addParts(What.OPERATOR, old.operators(), now.operators(), parts);
        addParts(What.EXCHANGE, old.exchanges(), now.exchanges(), parts);
        Set<String> dropped = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part.kind() == Kind.CHANGED) {
                dropped.addAll(
                        part.what() == What.OPERATOR
                                ? List.of(part.id())
                                : now.ends().get(part.id()));
            }
        }
        addParts(What.OUTPUT, outputs(before), outputs(after), parts);
        return new PipelineChange(parts, dropped);
    }

    /** Whether state can be taken over as it is. */
    public boolean isSafe() {
        return dropped.isEmpty();
    }

    /** Whether nothing at all is different. */
    public boolean isNone() {
        return parts.stream().allMatch(part -> part.kind() == Kind.KEPT);
    }

    private static SortedMap<String, SortedMap<String, String>> outputs(Pipeline pipeline) {
        SortedMap<String, SortedMap<String, String>> outputs = new TreeMap<>();
        for (Output output : pipeline.outputs()) {
            SortedMap<String, String> parts = new TreeMap<>();
            parts.put("columns", output.target().table().schema().toString());
            parts.put("key", output.keyColumns().toString());
            output.target().table().options().forEach((name, value) -> parts.put(OPTION + name, value));
            parts.put("emit", output.emit().toString());
            parts.put("rows", StateLayout.text(output.input()));
            outputs.put(output.id(), parts);
        }
        return outputs;
    }

    private static void addParts(
            What what,
            Map<String, SortedMap<String, String>> before,
            Map<String, SortedMap<String, String>> after,
            List<Part> parts) {
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            if (!before.containsKey(id) || !after.containsKey(id)) {
                parts.add(new Part(what, id, before.containsKey(id) ? Kind.REMOVED : Kind.ADDED, List.of()));
                continue;
            }
            List<String> differences = differences(before.get(id), after.get(id));
            parts.add(new Part(what, id, differences.isEmpty() ? Kind.KEPT : Kind.CHANGED, differences));
        }
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String old = before.getOrDefault(name, "none");
            String now = after.getOrDefault(name, "none");
            if (!old.equals(now)) {
                boolean isShown =
                        !name.startsWith(OPTION) && old.length() <= SHORT_CHARS && now.length() <= SHORT_CHARS;
                differences.add(isShown ? name + ": " + old + " -> " + now : name);
            }
        }
        return differences;
    }
}
