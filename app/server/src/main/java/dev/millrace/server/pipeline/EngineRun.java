// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A pipeline in an engine, whichever it is. Thread-safe. */
public interface EngineRun extends AutoCloseable {
    /** {@code STARTING}, {@code RUNNING}, {@code FINISHED}, {@code FAILED} or {@code STOPPED}. */
    String state();

    /** Why the state is FAILED. */
    Optional<String> failure();

    /** Waits until it runs; throws when it fails before or the time is over. */
    void awaitRunning(Duration timeout);

    /** Accounts of the tables that the pipeline reads. */
    SortedMap<String, TableAccount> tables();

    /** State of the keys in this process; empty for engines that run elsewhere. */
    default Optional<KeyState> keyState() {
        return Optional.empty();
    }

    /** What was counted of the tables that are looked up outside, by table and name. */
    default Map<String, Map<String, Long>> lookups() {
        return Map.of();
    }

    @Override
    void close();

    /**
     * Keys with state, over all stages and partitions of this process.
     *
     * @param hot whose state is on the heap: all, unless {@code state.store} is rocksdb
     * @param coldLoads how often the state of a key was fetched from disk
     * @param refused rows that went to the ledger because a stage had {@code state.max-keys} keys
     * @param savedBytes of state written to changelogs since the start
     */
    record KeyState(long keys, long hot, long coldLoads, long refused, long savedBytes) {}

    /**
     * Rows of a table: {@code read = used + ledger} when nothing is on its way. Kafka Streams counts them over all starts of the
     * pipeline, because the accounts are part of its state; {@code local} since its checkpoint began.
     *
     * @param ledger rows by reason; reasons without rows are missing
     */
    record TableAccount(long read, long used, SortedMap<String, Long> ledger) {}

    /** Accounts of two tasks of one table. */
    static TableAccount sum(TableAccount a, TableAccount b) {
        SortedMap<String, Long> ledger = new TreeMap<>(a.ledger());
        b.ledger().forEach((reason, rows) -> ledger.merge(reason, rows, Long::sum));
        return new TableAccount(a.read() + b.read(), a.used() + b.used(), ledger);
    }
}
