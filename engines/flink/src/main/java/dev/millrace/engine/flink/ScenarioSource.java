// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Reads the log of a table from a {@link ScenarioBoard}, from where its checkpoint says. */
final class ScenarioSource implements Source<TaskRecord, ScenarioSource.Position, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final String scenario;
    private final String table;
    private final int partitions;

    ScenarioSource(String scenario, String table, int partitions) {
        this.scenario = scenario;
        this.table = table;
        this.partitions = partitions;
    }

    /**
     * How far a partition of the log was read.
     *
     * @param next offset of the next record
     */
    record Position(int partition, int next) implements SourceSplit {
        @Override
        public String splitId() {
            return String.valueOf(partition);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<TaskRecord, Position> createReader(SourceReaderContext context) {
        return new Reader();
    }

    @Override
    public SplitEnumerator<Position, Boolean> createEnumerator(SplitEnumeratorContext<Position> context) {
        return new Enumerator(context, false);
    }

    @Override
    public SplitEnumerator<Position, Boolean> restoreEnumerator(
            SplitEnumeratorContext<Position> context, Boolean isAssigned) {
        return new Enumerator(context, isAssigned);
    }

    @Override
    public SimpleVersionedSerializer<Position> getSplitSerializer() {
        return new Form<>() {
            @Override
            public byte[] serialize(Position at) {
                return ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(at.partition())
                        .putInt(at.next())
                        .array();
            }

            @Override
            Position read(ByteBuffer bytes) {
                return new Position(bytes.getInt(), bytes.getInt());
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new Form<>() {
            @Override
            public byte[] serialize(Boolean isAssigned) {
                return new byte[] {(byte) (isAssigned ? 1 : 0)};
            }

            @Override
            Boolean read(ByteBuffer bytes) {
                return bytes.get() == 1;
            }
        };
    }

    /** Scenarios end with their process, so there is one version. */
    private abstract static class Form<T> implements SimpleVersionedSerializer<T> {
        abstract T read(ByteBuffer bytes);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public T deserialize(int version, byte[] bytes) throws IOException {
            return read(ByteBuffer.wrap(bytes));
        }
    }

    /** Gives every partition to a reader once all are there; later the readers know their own from their checkpoints. */
    private final class Enumerator implements SplitEnumerator<Position, Boolean> {
        private final SplitEnumeratorContext<Position> context;
        private boolean isAssigned;

        Enumerator(SplitEnumeratorContext<Position> context, boolean isAssigned) {
            this.context = context;
            this.isAssigned = isAssigned;
        }

        @Override
        public void start() {
            // Waits for readers.
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            // Readers do not ask.
        }

        @Override
        public void addSplitsBack(List<Position> positions, int subtask) {
            throw new IllegalStateException("a scenario's job is never restarted by Flink");
        }

        @Override
        public void addReader(int subtask) {
            if (isAssigned || context.registeredReaders().size() < context.currentParallelism()) {
                return;
            }
            isAssigned = true;
            for (int i = 0; i < partitions; i++) {
                context.assignSplit(new Position(i, 0), i % context.currentParallelism());
            }
        }

        @Override
        public Boolean snapshotState(long checkpoint) {
            return isAssigned;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Reads the partitions of one subtask in turn. */
    private final class Reader implements SourceReader<TaskRecord, Position> {
        private final ScenarioBoard board = ScenarioBoard.of(scenario);
        private final Map<Integer, Integer> next = new HashMap<>();
        private final CompletableFuture<Void> assigned = new CompletableFuture<>();

        @Override
        public void start() {
            // Reads what is there.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<TaskRecord> output) {
            for (Map.Entry<Integer, Integer> at : next.entrySet()) {
                if (at.getValue() < board.size(table, at.getKey())) {
                    output.collect(board.record(table, at.getKey(), at.getValue()));
                    at.setValue(at.getValue() + 1);
                    return InputStatus.MORE_AVAILABLE;
                }
            }
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            if (next.isEmpty()) {
                return assigned;
            }
            CompletableFuture<Void> appended = board.appended();
            boolean hasMore = next.entrySet().stream().anyMatch(at -> at.getValue() < board.size(table, at.getKey()));
            return hasMore ? NOW : appended;
        }

        @Override
        public List<Position> snapshotState(long checkpoint) {
            List<Position> positions = new ArrayList<>();
            next.forEach((partition, offset) -> positions.add(new Position(partition, offset)));
            return positions;
        }

        @Override
        public void addSplits(List<Position> positions) {
            positions.forEach(at -> next.put(at.partition(), at.next()));
            assigned.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            // Partitions have no end.
        }

        @Override
        public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
            // Only asked for with watermark alignment.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
