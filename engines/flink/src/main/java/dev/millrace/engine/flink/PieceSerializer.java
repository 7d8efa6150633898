// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Form of {@link Piece} in state: length and bytes. It is part of every savepoint, so it may not change; what the bytes mean has
 * versions of the kernel's own.
 */
public final class PieceSerializer extends WireSerializer<Piece> {
    static final PieceSerializer INSTANCE = new PieceSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(Piece piece, DataOutputView out) throws IOException {
        writeBytes(piece.bytes(), out);
    }

    @Override
    public Piece deserialize(DataInputView in) throws IOException {
        return new Piece(readBytes(in));
    }

    @Override
    public TypeSerializerSnapshot<Piece> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes it by name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Piece> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
