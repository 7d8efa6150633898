// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Row;
import dev.millrace.server.pipeline.EngineRun.TableAccount;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PipelineAccountTest {
    @Test
    void received_is_used_and_ledger_and_waiting() {
        TableAccount account = new TableAccount(90, 85, new TreeMap<>(Map.of("LATE", 5L)));
        SortedMap<String, Long> atDoor = new TreeMap<>(Map.of("MALFORMED", 2L));

        PipelineAccount sums = PipelineAccount.of(
                run(account), Map.of("pump", 100L), table -> table.equals("pump") ? atDoor : new TreeMap<>());

        assertEquals(102, sums.received());
        assertEquals(85, sums.used());
        assertEquals(10, sums.waiting());
        assertEquals("{LATE=5, MALFORMED=2}", sums.ledger().toString());
    }

    @Test
    void an_engine_that_is_ahead_of_the_last_look_at_the_topic_leaves_nothing_waiting() {
        PipelineAccount sums = PipelineAccount.of(
                run(new TableAccount(50, 50, new TreeMap<>())), Map.of("pump", 40L), table -> new TreeMap<>());

        assertEquals(50, sums.received());
        assertEquals(0, sums.waiting());
    }

    @Test
    void a_row_that_comes_again_is_recognised_and_its_correction_is_not() {
        RecentRows recent = new RecentRows();

        assertTrue(recent.isNew("m-1", new Row(1).withRevision(0).withTimeMs(5)));
        assertFalse(recent.isNew("m-1", new Row(1).withRevision(0).withTimeMs(5)));
        assertTrue(recent.isNew("m-1", new Row(1).withRevision(1).withTimeMs(5)));
        assertTrue(recent.isNew("m-1", new Row(1).withRevision(0).withTimeMs(9)));
    }

    private static EngineRun run(TableAccount account) {
        return new EngineRun() {
            @Override
            public String state() {
                return "RUNNING";
            }

            @Override
            public Optional<String> failure() {
                return Optional.empty();
            }

            @Override
            public void awaitRunning(Duration timeout) {
                // It runs.
            }

            @Override
            public SortedMap<String, TableAccount> tables() {
                return new TreeMap<>(Map.of("pump", account));
            }

            @Override
            public void close() {
                // Nothing runs.
            }
        };
    }
}
