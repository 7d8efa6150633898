// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands of scenarios and the form of what comes out. Every body but that of {@link #OPEN} begins with the number of the run that
 * it answers.
 */
final class ScenarioCalls {
    /** Parallelism, plan; answers with the number of the run. */
    static final String OPEN = "scenario.open";
    /** Position of the table, row with origin. No answer. */
    static final String ARRIVE = "scenario.arrive";

    static final String IDLE = "scenario.idle";
    static final String RESTART = "scenario.restart";
    /** Threads. */
    static final String RESCALE = "scenario.rescale";
    /** Answers with the result. */
    static final String FINISH = "scenario.finish";

    static final String CLOSE = "scenario.close";

    private ScenarioCalls() {}

    static byte[] encode(ScenarioEngine.Result result, Pipeline pipeline) {
        ByteWriter out = new ByteWriter();
        Map<String, RowCodec> codecs = codecs(pipeline);
        out.writeVarInt(result.emissions().size());
        for (ScenarioEngine.Emission emission : result.emissions()) {
            out.writeString(emission.outputId());
            codecs.get(emission.outputId()).writeWithOrigin(emission.row(), out);
        }
        out.writeVarInt(result.ledger().size());
        result.ledger().forEach(entry -> write(entry, out));
        out.writeVarInt(result.balances().size());
        for (ScenarioEngine.Balance balance : result.balances()) {
            out.writeString(balance.table());
            out.writeVarLong(balance.in());
            out.writeVarLong(balance.used());
            out.writeVarLong(balance.ledger());
        }
        return out.toBytes();
    }

    static ScenarioEngine.Result decode(ByteReader in, Pipeline pipeline) {
        Map<String, RowCodec> codecs = codecs(pipeline);
        List<ScenarioEngine.Emission> emissions = new ArrayList<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            String output = in.readString();
            emissions.add(new ScenarioEngine.Emission(output, codecs.get(output).readWithOrigin(in)));
        }
        List<LedgerEntry> ledger = new ArrayList<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            ledger.add(readEntry(in));
        }
        List<ScenarioEngine.Balance> balances = new ArrayList<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            balances.add(
                    new ScenarioEngine.Balance(in.readString(), in.readVarLong(), in.readVarLong(), in.readVarLong()));
        }
        return new ScenarioEngine.Result(emissions, ledger, balances);
    }

    private static Map<String, RowCodec> codecs(Pipeline pipeline) {
        Map<String, RowCodec> codecs = new HashMap<>();
        for (Output output : pipeline.outputs()) {
            codecs.put(output.id(), new RowCodec(output.target().table().schema()));
        }
        return codecs;
    }

    private static void write(LedgerEntry entry, ByteWriter out) {
        out.writeVarLong(entry.timeMs());
        out.writeString(entry.pipeline());
        out.writeString(entry.table());
        out.writeString(entry.key());
        out.writeVarInt(entry.reason().ordinal());
        out.writeString(entry.detail());
        out.writeBytes(entry.raw());
        out.writeString(entry.topic());
        out.writeVarInt(entry.partition());
        out.writeVarLong(entry.offset());
        out.writeBoolean(entry.isPartial());
    }

    private static LedgerEntry readEntry(ByteReader in) {
        long timeMs = in.readVarLong();
        String pipeline = in.readString();
        String table = in.readString();
        String key = in.readString();
        LedgerReason reason = LedgerReason.values()[in.readVarInt()];
        return new LedgerEntry(
                timeMs,
                pipeline,
                table,
                key,
                reason,
                in.readString(),
                in.readBytes(),
                in.readString(),
                in.readVarInt(),
                in.readVarLong(),
                in.readBoolean());
    }
}
