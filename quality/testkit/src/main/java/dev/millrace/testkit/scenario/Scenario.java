// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario file that was read and compiled.
 *
 * @param description first comment line
 * @param steps what happens, in order
 * @param expectations one for each checked output
 * @param ledger rows of reason, table, key; empty when the ledger is not checked
 * @param skips reason by engine
 * @param isOrderFixed whether the file says that the order of all rows matters, so that they are not shuffled
 */
record Scenario(
        Path file,
        String description,
        Pipeline pipeline,
        List<Step> steps,
        List<Expectation> expectations,
        Optional<Directive> ledger,
        Map<String, String> skips,
        boolean isOrderFixed) {

    /** Something that happens. */
    sealed interface Step {
        int line();
    }

    /** Rows that arrive one after the other: one INSERT statement, or a file. */
    record Arrival(int line, String table, List<Row> rows) implements Step {}

    /** The wall clock moves to a time of epoch milliseconds. */
    record Advance(int line, long timeMs) implements Step {}

    /** The engine stops and goes on from its checkpoint with some threads. Not in files: {@link Chaos} puts it in. */
    record Rescale(int line, int threads) implements Step {}

    /**
     * What an output must give.
     *
     * @param outputId id of the output
     * @param directive with its rows
     */
    record Expectation(String outputId, Directive directive) {
        boolean isOrdered() {
            return directive.word().equals("expect ordered");
        }

        /** Whether every emission is listed with its kind. */
        boolean hasKinds() {
            return directive.word().equals("kinds");
        }
    }
}
