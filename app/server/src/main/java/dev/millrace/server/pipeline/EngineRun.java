// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import java.time.Duration;
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

    @Override
    void close();

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
