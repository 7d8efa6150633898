// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs a pipeline of this process for an {@link EnginePipeline} in another one. One thread. */
public final class PipelineService implements EngineServer.Service {
    /** Plan, bootstrap servers, folder, cluster, options. */
    static final String START = "pipeline.start";
    /** Answers with the status. */
    static final String STATUS = "pipeline.status";
    /** Answers with where the state is kept. */
    static final String STOP = "pipeline.stop";

    private static final byte[] NOTHING = {};

    private final PipelineHost host;

    public PipelineService(PipelineHost host) {
        this.host = host;
    }

    @Override
    public byte[] answer(String command, ByteReader body) {
        switch (command) {
            case START -> {
                var pipeline = PipelineCodec.decode(body.readBytes());
                host.start(pipeline, readOrder(body));
                return NOTHING;
            }
            case STATUS -> {
                return encode(host.status());
            }
            case STOP -> {
                ByteWriter out = new ByteWriter();
                out.writeString(host.stop());
                return out.toBytes();
            }
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
    }

    static void write(PipelineOrder order, ByteWriter out) {
        out.writeString(order.bootstrapServers());
        out.writeString(order.folder());
        out.writeString(order.cluster());
        out.writeVarInt(order.options().size());
        order.options().forEach((name, value) -> {
            out.writeString(name);
            out.writeString(value);
        });
    }

    private static PipelineOrder readOrder(ByteReader in) {
        String bootstrap = in.readString();
        String folder = in.readString();
        String cluster = in.readString();
        SortedMap<String, String> options = new TreeMap<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            options.put(in.readString(), in.readString());
        }
        return new PipelineOrder(bootstrap, folder, cluster, options);
    }

    private static byte[] encode(PipelineStatus status) {
        ByteWriter out = new ByteWriter();
        out.writeVarInt(status.state().ordinal());
        out.writeString(status.failure());
        out.writeVarInt(status.tables().size());
        status.tables().forEach((table, account) -> {
            out.writeString(table);
            out.writeVarLong(account.read());
            out.writeVarLong(account.used());
            out.writeVarInt(account.ledger().size());
            account.ledger().forEach((reason, rows) -> {
                out.writeVarInt(reason.ordinal());
                out.writeVarLong(rows);
            });
        });
        return out.toBytes();
    }

    static PipelineStatus decode(ByteReader in) {
        PipelineStatus.State state = PipelineStatus.State.values()[in.readVarInt()];
        String failure = in.readString();
        SortedMap<String, PipelineStatus.Account> tables = new TreeMap<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            String table = in.readString();
            long read = in.readVarLong();
            long used = in.readVarLong();
            Map<LedgerReason, Long> ledger = new EnumMap<>(LedgerReason.class);
            for (int j = in.readVarInt(); j > 0; j--) {
                ledger.put(LedgerReason.values()[in.readVarInt()], in.readVarLong());
            }
            tables.put(table, new PipelineStatus.Account(read, used, ledger));
        }
        return new PipelineStatus(state, failure, tables);
    }
}
