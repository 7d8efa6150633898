// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a pipeline runs.
 *
 * @param parallelism worker threads and partitions, 1 to 16; with 1 a run over the same files is the same every time
 * @param checkpoint file that keeps state and positions; empty: none is written, a restart begins anew
 * @param checkpointIntervalMs 100 ms or more between checkpoints
 * @param clock wall clock, for silence and ledger times
 */
public record LocalSettings(
        int parallelism, Optional<Path> checkpoint, long checkpointIntervalMs, InstantSource clock) {
    public static final long DEFAULT_CHECKPOINT_INTERVAL_MS = 5_000;

    private static final int MAX_PARALLELISM = 16;

    public LocalSettings {
        if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException("parallelism " + parallelism + " is not 1 to " + MAX_PARALLELISM);
        }
    }

    /** One thread, no checkpoint, the system's clock. */
    public static LocalSettings initial() {
        return new LocalSettings(1, Optional.empty(), DEFAULT_CHECKPOINT_INTERVAL_MS, InstantSource.system());
    }

    public LocalSettings withParallelism(int threads) {
        return new LocalSettings(threads, checkpoint, checkpointIntervalMs, clock);
    }

    public LocalSettings withCheckpoint(Path file, long intervalMs) {
        return new LocalSettings(parallelism, Optional.of(file), intervalMs, clock);
    }

    public LocalSettings withClock(InstantSource source) {
        return new LocalSettings(parallelism, checkpoint, checkpointIntervalMs, source);
    }
}
