// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.HistoryAccumulator;
import dev.millrace.functions.RemovableAccumulator;
import dev.millrace.kernel.KernelError;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Binds the calls of a plan node and puts those with one frame together. */
final class FrameCompiler {
    private static final Set<String> COLLECTING = Set.of("LISTAGG", "ARRAY_AGG", "NTH_VALUE");

    private FrameCompiler() {}

    /** Calls that are evaluated together. */
    private record Group(Frame frame, FrameCode.Kind kind) {}

    static FrameCode[] compile(Over plan, FunctionCatalog functions) {
        Map<Group, List<FrameCall>> groups = new LinkedHashMap<>();
        int target = plan.input().schema().size();
        for (OverCall call : plan.calls()) {
            FrameCall bound = bind(call.aggregate(), plan.input().schema(), target++, functions);
            groups.computeIfAbsent(new Group(call.frame(), kind(call, bound.accumulator())), f -> new ArrayList<>())
                    .add(bound);
        }
        return groups.entrySet().stream()
                .map(e -> new FrameCode(
                        e.getKey().frame(), e.getKey().kind(), e.getValue().toArray(FrameCall[]::new)))
                .toArray(FrameCode[]::new);
    }

    private static FrameCode.Kind kind(OverCall call, Accumulator accumulator) {
        // What collects values grows with the rows as a set does.
        if (call.aggregate().isDistinct()
                || COLLECTING.contains(call.aggregate().function())) {
            return FrameCode.Kind.DISTINCT;
        }
        if (accumulator instanceof RemovableAccumulator) {
            return FrameCode.Kind.REMOVED;
        }
        return accumulator instanceof HistoryAccumulator ? FrameCode.Kind.HISTORY : FrameCode.Kind.MERGED;
    }

    private static FrameCall bind(AggregateCall call, Schema input, int target, FunctionCatalog functions) {
        List<DataType> types = call.arguments().stream().map(input::type).toList();
        int[] columns = call.arguments().stream().mapToInt(Integer::intValue).toArray();
        boolean[] isWord = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            isWord[i] = types.get(i).kind().isWord();
        }
        Accumulator accumulator = functions
                .over(call.function())
                .map(f -> f.bind(types.get(0), call.constants()))
                .or(() -> functions.accumulator(call.function(), types, call.isDistinct(), call.type()))
                .orElseThrow(() -> MillraceException.of(
                        KernelError.NO_AGGREGATE,
                        "aggregate " + call.function() + types + " is not in the catalogue",
                        "Correct the name or cast the arguments."));
        return new FrameCall(
                accumulator,
                columns,
                isWord,
                call.filterColumn(),
                target,
                call.type().kind().isWord());
    }
}
