// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import static dev.millrace.kernel.host.Plans.DEVICE;
import static dev.millrace.kernel.host.Plans.STREAM_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.kernel.Operator;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.WindowAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A task whose keys are mostly in a store gives the same as one that has them all on the heap. */
class ColdTaskTest {
    private static final int DEVICES = 20;
    private static final int ROWS = 500;

    private final TableDefinition stream = Plans.table("readings", STREAM_CLOCK);
    private final TaskGraph graph = TaskGraph.of(Plans.pipeline(
            List.of(stream),
            Plans.count("window#1", Plans.scan(stream), DEVICE),
            Plans.count("window#2", Plans.scan(stream), DEVICE)));
    private final List<String> said = new ArrayList<>();

    @Test
    void results_and_their_order_do_not_depend_on_the_keys_that_fit() {
        List<String> allHot = run(DEVICES, 0);

        assertEquals(allHot, run(1, 0));
        assertEquals(allHot, run(2, 0));
        assertEquals(allHot, run(7, 0));
    }

    @Test
    void nor_on_when_the_task_is_closed_and_opened_again() {
        List<String> allHot = run(DEVICES, 0);

        assertEquals(allHot, run(1, 1));
        assertEquals(allHot, run(3, 50));
        assertEquals(allHot, run(DEVICES, 7));
    }

    @Test
    void wall_clock_silence_reaches_cold_keys() {
        MemoryState cold = new MemoryState();
        Task task = task(1, cold);
        for (int i = 0; i < DEVICES; i++) {
            task.receive(0, 0, reading("d" + i, 10, 0));
        }

        task.idle();

        assertEquals(2 * DEVICES, said.size());
        assertEquals(1, task.hotKeys());
    }

    @Test
    void a_key_that_ended_is_gone_from_the_store() {
        MemoryState cold = new MemoryState();
        Task task = task(2, cold);
        for (int i = 0; i < DEVICES; i++) {
            task.receive(0, 0, reading("d" + i, 10, 0));
        }
        task.saveState(false, cold);

        task.upstreamProgress(0, 0, 1_000_000);
        task.saveState(false, cold);

        assertEquals(2 * DEVICES, said.size());
        assertEquals(1, cold.pieces.size(), "only the record of the task may be left");
        assertEquals(0, task.keys());
        assertEquals(0, task.hotKeys());
    }

    @Test
    void a_key_that_was_not_due_yet_is_not_fetched() {
        MemoryState cold = new MemoryState();
        Task task = task(1, cold);
        task.receive(0, 0, reading("a", 10, 0));
        task.receive(0, 0, reading("b", 130_000, 0));
        task.receive(0, 0, reading("c", 130_000, 0));
        long before = task.coldLoads();

        task.upstreamProgress(0, 0, 100_000);

        assertEquals(
                List.of("window#1 a 1 @0", "window#2 a 1 @0"),
                said.stream().sorted().toList());
        assertTrue(task.coldLoads() - before <= 2, "only the key that is due may be fetched");
    }

    /** Results of a seeded run in their order. */
    private List<String> run(int hotKeys, int reopenEveryRows) {
        said.clear();
        MemoryState cold = new MemoryState();
        Task task = task(hotKeys, cold);
        Random random = new Random(7);
        for (int i = 0; i < ROWS; i++) {
            long timeMs = i * 3_000L - random.nextInt(5_000);
            task.receive(0, 0, reading("d" + random.nextInt(DEVICES), timeMs, Math.max(0, i - 1) * 3_000L));
            assertTrue(task.hotKeys() <= hotKeys, "hot keys " + task.hotKeys());
            if (reopenEveryRows > 0 && i % reopenEveryRows == 0) {
                task.saveState(false, cold);
                task = task(hotKeys, cold);
            }
        }
        task.end(0);
        TableCounters counters = task.counters("readings");
        assertEquals(ROWS, counters.usedRows() + counters.ledgerRows());
        return List.copyOf(said);
    }

    private static ExchangeRow reading(String device, long timeMs, long progressMs) {
        return new ExchangeRow(
                Plans.reading("s", device, 1, timeMs).withTimeMs(timeMs).withProgressMs(progressMs), 0);
    }

    private Task task(int hotKeys, ColdState cold) {
        TaskOptions options = new TaskOptions(TaskOptions.DEFAULT_MAX_KEYS, hotKeys, true);
        Task task = new Task(
                new TaskSetup(graph, graph.tasks().get(1), 0, new CountOperators(), options), new Recorder(), cold);
        task.open();
        return task;
    }

    /** Pieces in the order of their keys. */
    private static final class MemoryState implements ColdState {
        private final Map<byte[], byte[]> pieces = new TreeMap<>(Arrays::compareUnsigned);

        @Override
        public void put(byte[] key, byte[] value) {
            if (value == null) {
                pieces.remove(key);
            } else {
                pieces.put(key, value);
            }
        }

        @Override
        public byte[] get(byte[] key) {
            return pieces.get(key);
        }

        @Override
        public void readAll(StateWriter reader) {
            pieces.forEach(reader::put);
        }
    }

    private final class Recorder implements TaskOutput {
        @Override
        public void result(Output output, Row row) {
            said.add(output.input().id() + " " + row.stringAt(0) + " " + row.longAt(1) + " @" + row.longAt(2));
        }

        @Override
        public void exchange(Exchange exchange, byte[] key, ExchangeRow row) {
            throw new AssertionError("the task sends nothing");
        }

        @Override
        public void ledger(Rejection rejection) {
            said.add(rejection.reason() + " " + rejection.key());
        }
    }

    private static final class CountOperators implements OperatorFactory {
        @Override
        public Operator<?> operator(PlanNode node) {
            return new CountOperator((WindowAggregate) node);
        }

        @Override
        public Transform transform(PlanNode node) {
            throw new AssertionError("no plan here has " + node.id());
        }

        @Override
        public Transform projection(TableDefinition table) {
            throw new AssertionError("no table here has computed columns");
        }
    }
}
