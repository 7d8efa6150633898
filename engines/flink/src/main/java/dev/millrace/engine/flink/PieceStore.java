// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.engine.process.FlinkError;
import dev.millrace.kernel.host.ColdState;
import dev.millrace.kernel.host.StateWriter;
import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalValueState;

/**
 * Pieces of the state of all partitions of a task that are here, in Flink's keyed state: key is the partition, namespace the key of
 * the piece, value its bytes. So each piece is copied, saved and restored by itself, and Flink moves partitions as a whole.
 *
 * <p>Bytes begin with a version of the kernel's own, so Flink never has to migrate them. One thread.
 */
final class PieceStore {
    private static final String NAME = "pieces";
    private static final String LAYOUT = "partitions";

    private final KeyedStateBackend<Integer> backend;
    private final PartitionKeys keys;
    private final InternalValueState<Integer, Piece, byte[]> state;
    /** How many partitions there were when something was saved, by partition. */
    private final ValueState<Integer> layout;

    private final Map<Integer, List<Piece>> found = new HashMap<>();

    @SuppressWarnings("unchecked")
    PieceStore(KeyedStateBackend<Integer> backend, PartitionKeys keys) throws Exception {
        this.backend = backend;
        this.keys = keys;
        ValueStateDescriptor<byte[]> descriptor =
                new ValueStateDescriptor<>(NAME, BytePrimitiveArraySerializer.INSTANCE);
        state = (InternalValueState<Integer, Piece, byte[]>)
                backend.getOrCreateKeyedState(PieceSerializer.INSTANCE, descriptor);
        layout = backend.getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new ValueStateDescriptor<>(LAYOUT, IntSerializer.INSTANCE));
        findAll();
        requireSamePartitions();
    }

    /** With another number rows of a key would come to another partition than its state is in. */
    private void requireSamePartitions() throws IOException {
        for (Integer key : found.keySet()) {
            backend.setCurrentKey(key);
            Integer before = layout.value();
            if (before != null && before != keys.partitions()) {
                throw new SuppressRestartsException(MillraceException.of(
                        FlinkError.OTHER_PARTITIONS,
                        "the saved state is of " + before + " partitions, but there are " + keys.partitions() + " now",
                        "Set partitions, or those of the topic, back to " + before
                                + ", or start with an empty data folder."));
            }
        }
    }

    /** Which pieces there are; their bytes are read when they are asked for. */
    private void findAll() {
        try (Stream<Tuple2<Integer, Piece>> all = backend.getKeysAndNamespaces(NAME)) {
            all.forEach(
                    at -> found.computeIfAbsent(at.f0, k -> new ArrayList<>()).add(at.f1));
        }
    }

    /** State of a partition. {@link ColdState#readAll} may be called once. */
    ColdState of(int partition) {
        return new Partition(keys.key(partition));
    }

    /** One partition's part. */
    private final class Partition implements ColdState {
        private final Integer key;
        private boolean hasLayout;

        Partition(int key) {
            this.key = key;
        }

        private void select(byte[] piece) {
            backend.setCurrentKey(key);
            state.setCurrentNamespace(new Piece(piece));
        }

        @Override
        public void put(byte[] piece, byte[] value) {
            select(piece);
            try {
                if (!hasLayout) {
                    layout.update(keys.partitions());
                    hasLayout = true;
                }
                if (value == null) {
                    state.clear();
                } else {
                    state.update(value);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] get(byte[] piece) {
            select(piece);
            try {
                return state.value();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void readAll(StateWriter reader) {
            List<Piece> pieces = found.remove(key);
            if (pieces == null) {
                return;
            }
            Collections.sort(pieces);
            for (Piece piece : pieces) {
                reader.put(piece.bytes(), get(piece.bytes()));
            }
        }
    }
}
