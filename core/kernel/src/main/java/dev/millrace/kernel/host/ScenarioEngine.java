// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import java.util.List;

/** An engine as scenarios, {@code millrace test} and {@code millrace verify} drive it: rows are handed over one by one. */
public interface ScenarioEngine extends AutoCloseable {
    /** Name of the engine, for example {@code kafka-streams}. */
    String name();

    /** Starts a pipeline whose tables have connector {@code scenario}. Parallelism 1 to 16. */
    Run open(Pipeline pipeline, int parallelism);

    @Override
    void close();

    /** A pipeline that runs. Used by one thread. */
    interface Run extends AutoCloseable {
        /** Hands over one row of a table's physical schema and returns when it is on its way; order within a table is kept. */
        void arrive(String table, Row row);

        /**
         * Says that wall-clock time passed without input: once all rows that arrived are processed, operators get {@link
         * dev.millrace.kernel.Operator#IDLE}.
         */
        void idle();

        /** Saves a checkpoint after all rows that arrived, throws everything else away and goes on from it. */
        void restart();

        /**
         * {@link #restart} with another number of threads for the same partitions.
         *
         * @param threads 1 to 16
         */
        void rescale(int threads);

        /** Ends the input and waits until everything is finished. */
        Result finish();

        @Override
        void close();
    }

    /** Everything that came out, per output in the order of emission of each key. */
    record Result(List<Emission> emissions, List<LedgerEntry> ledger, List<Balance> balances) {}

    /** One row of an output, with kind and revision. */
    record Emission(String outputId, Row row) {}

    /** Rows of a table: {@code in = used + ledger} must hold. */
    record Balance(String table, long in, long used, long ledger) {}
}
