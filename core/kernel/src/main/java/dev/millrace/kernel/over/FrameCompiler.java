// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Binds the calls of a plan node and puts those with one frame together. */
final class FrameCompiler {
    private FrameCompiler() {}

    static FrameCode[] compile(Over plan, FunctionCatalog functions) {
        Map<Frame, List<FrameCall>> byFrame = new LinkedHashMap<>();
        int target = plan.input().schema().size();
        for (OverCall call : plan.calls()) {
            byFrame.computeIfAbsent(call.frame(), f -> new ArrayList<>())
                    .add(bind(call.aggregate(), plan.input().schema(), target++, functions));
        }
        return byFrame.entrySet().stream()
                .map(e -> new FrameCode(e.getKey(), e.getValue().toArray(FrameCall[]::new)))
                .toArray(FrameCode[]::new);
    }

    private static FrameCall bind(AggregateCall call, Schema input, int target, FunctionCatalog functions) {
        List<DataType> types = call.arguments().stream().map(input::type).toList();
        int[] columns = call.arguments().stream().mapToInt(Integer::intValue).toArray();
        boolean[] isWord = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            isWord[i] = types.get(i).kind().isWord();
        }
        return new FrameCall(
                functions.aggregate(call.function()).orElseThrow().bind(types, call.type()),
                columns,
                isWord,
                call.filterColumn(),
                target,
                call.type().kind().isWord());
    }
}
