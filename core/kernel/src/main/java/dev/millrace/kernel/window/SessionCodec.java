// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.kernel.StateCodec;
import dev.millrace.kernel.window.SessionState.Session;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.plan.WindowAggregate;
import java.util.List;

/** One part: a key has few sessions at a time. */
final class SessionCodec implements StateCodec<SessionState> {
    private static final int VERSION = 1;

    private final RowCodec keyCodec;
    private final Aggregation aggregation;
    private final SessionAggregateOperator operator;

    SessionCodec(WindowAggregate node, Aggregation aggregation, SessionAggregateOperator operator) {
        List<Column> keys =
                node.keys().stream().map(node.input().schema()::column).toList();
        this.keyCodec = new RowCodec(new Schema(keys));
        this.aggregation = aggregation;
        this.operator = operator;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void save(SessionState state, boolean isAll, Parts out) {
        ByteWriter head = out.part(0);
        head.writeBoolean(state.key != null);
        if (state.key == null) {
            return;
        }
        keyCodec.write(state.key, head);
        head.writeLong(state.clockMs);
        head.writeLong(state.progressMs);
        head.writeLong(state.arrivalMicros);
        head.writeVarInt(state.sessions.size());
        for (Session session : state.sessions) {
            head.writeLong(session.firstMs);
            head.writeLong(session.lastMs);
            head.writeBoolean(session.isFired);
            head.writeVarInt(session.revision);
            aggregation.write(session.words, 0, session.objects, 0, head);
        }
    }

    @Override
    public void load(SessionState state, int part, int version, ByteReader in) {
        if (!in.readBoolean()) {
            return;
        }
        state.key = keyCodec.read(in);
        state.clockMs = in.readLong();
        state.progressMs = in.readLong();
        state.arrivalMicros = in.readLong();
        for (int left = in.readVarInt(); left > 0; left--) {
            Session session = new Session(in.readLong(), aggregation.words(), aggregation.objects());
            session.lastMs = in.readLong();
            session.isFired = in.readBoolean();
            session.revision = in.readVarInt();
            aggregation.read(session.words, 0, session.objects, 0, in);
            state.sessions.add(session);
        }
    }

    @Override
    public void loaded(SessionState state) {
        operator.findDue(state);
    }
}
