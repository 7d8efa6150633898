// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import static dev.millrace.kernel.host.Plans.DEVICE;
import static dev.millrace.kernel.host.Plans.STREAM_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.model.ByteReader;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Output;
import dev.millrace.plan.Over;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final long MINUTE = 60_000;

    private final TableDefinition stream = Plans.table("readings", STREAM_CLOCK);
    private final List<String> results = new ArrayList<>();
    private final List<Rejection> ledger = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(Exchange exchange, byte[] key, ExchangeRow row) {}

    @Test
    void rows_are_stamped_with_the_progress_before_them_and_windows_fire_after_them() {
        Task task = onlyTask(Plans.count("window#1", Plans.scan(stream)));

        task.process(Plans.reading("s", "a", 1, 10));
        assertEquals(10, task.progressMs());
        task.process(Plans.reading("s", "b", 1, MINUTE - 1));

        assertEquals(List.of("2 @0"), results);
        task.process(Plans.reading("s", "c", 1, 20));
        assertEquals(LedgerReason.LATE, ledger.get(0).reason());
        assertFalse(ledger.get(0).isPartial());
        assertEquals(3, task.counters("readings").readRows());
        assertEquals(2, task.counters("readings").usedRows());
        assertEquals(1, task.counters("readings").ledgerRows(LedgerReason.LATE));
    }

    @Test
    void a_reading_far_ahead_of_its_arrival_goes_to_the_ledger_and_moves_no_clock() {
        Task task = onlyTask(Plans.count("window#1", Plans.scan(stream)));
        task.process(Plans.reading("s", "a", 1, 10));

        task.process(Plans.reading("s", "a", 1, 10 + MINUTE + 1).withArrivalMicros(9_000));

        assertEquals(LedgerReason.AHEAD, ledger.get(0).reason());
        assertEquals(10, task.progressMs());
        assertEquals(List.of(), results);
    }

    @Test
    void a_reading_without_time_is_invalid() {
        Task task = onlyTask(Plans.count("window#1", Plans.scan(stream)));
        Row row = Plans.reading("s", "a", 1, 10);
        row.setNull(Plans.TS);

        task.process(row);

        assertEquals(LedgerReason.INVALID, ledger.get(0).reason());
        assertEquals(1, task.counters("readings").ledgerRows());
    }

    @Test
    void a_reading_that_one_operator_takes_and_another_rejects_is_used_and_its_entry_is_partial() {
        Scan scan = Plans.scan(stream);
        Task task = onlyTask(Plans.count("window#1", scan), Plans.over("over#1", scan));
        task.process(Plans.reading("s", "a", 1, 2 * MINUTE));

        task.process(Plans.reading("s", "a", 1, 5));

        assertTrue(ledger.get(0).isPartial());
        assertEquals(2, task.counters("readings").usedRows());
        assertEquals(0, task.counters("readings").ledgerRows());
    }

    @Test
    void the_task_behind_an_exchange_settles_the_account() {
        Pipeline pipeline = Plans.pipeline(List.of(stream), Plans.count("window#1", Plans.scan(stream), DEVICE));
        TaskGraph graph = TaskGraph.of(pipeline);
        Task first = task(graph, 0, TaskOptions.savedAsAWhole());
        Task second = task(graph, 1, TaskOptions.savedAsAWhole());

        first.process(Plans.reading("s", "a", 1, 2 * MINUTE));
        first.process(Plans.reading("s", "b", 1, 5));
        deliver(second, 0);
        first.end(0);
        second.end(0);

        assertEquals(List.of("a 1 @120000"), results);
        assertEquals(2, first.counters("readings").readRows());
        assertEquals(0, first.counters("readings").usedRows());
        assertEquals(1, second.counters("readings").usedRows());
        assertEquals(1, second.counters("readings").ledgerRows(LedgerReason.LATE));
        assertEquals("b", ledger.get(0).key());
        assertFalse(ledger.get(0).isPartial());
        assertEquals(0, second.keys());
    }

    @Test
    void progress_behind_an_exchange_is_the_least_of_the_upstream_partitions() {
        TableDefinition table = Plans.table("readings", TimeRule.DEFAULT);
        TaskGraph graph =
                TaskGraph.of(Plans.pipeline(List.of(table), Plans.count("window#1", Plans.scan(table), DEVICE)));
        Task task = task(graph, 1, TaskOptions.savedAsAWhole());
        task.receive(0, 0, stamped("a", 10, 0));
        task.receive(0, 1, stamped("b", 20, 0));

        task.upstreamProgress(0, 0, 2 * MINUTE);
        assertEquals(List.of(), results);
        task.upstreamProgress(0, 1, MINUTE);

        assertEquals(List.of("a 1 @0", "b 1 @0"), results.stream().sorted().toList());
        task.upstreamProgress(0, 1, Operator.IDLE);
        assertEquals(2 * MINUTE, task.progressMs());
    }

    @Test
    void messages_of_an_exchange_keep_the_needed_columns_and_the_origin() {
        TaskGraph graph =
                TaskGraph.of(Plans.pipeline(List.of(stream), Plans.count("window#1", Plans.scan(stream), DEVICE)));
        Exchange exchange = graph.exchanges().get(0);
        Task task = task(graph, 1, TaskOptions.savedAsAWhole());
        Row row = Plans.reading("s", "a", 1, 10).withTimeMs(10).withProgressMs(3);

        exchange.codec().decode(exchange.codec().encode(4, row, 0), task, 0);
        exchange.codec().decode(exchange.codec().encodeProgress(4, MINUTE), task, 0);

        assertEquals(List.of("a 1 @0"), results);
        assertEquals(1, task.counters("readings").usedRows());
    }

    @Test
    void idle_fires_windows_and_later_rows_go_on() {
        Task task = onlyTask(Plans.count("window#1", Plans.scan(stream)));
        task.process(Plans.reading("s", "a", 1, 10));

        task.idle();

        assertEquals(List.of("1 @0"), results);
        assertEquals(10, task.progressMs());
    }

    @Test
    void a_full_table_refuses_further_keys_and_says_so() {
        Pipeline pipeline = Plans.pipeline(List.of(stream), Plans.count("window#1", Plans.scan(stream), DEVICE));
        Task task = task(TaskGraph.of(pipeline), 1, new TaskOptions(1, 1, false));

        task.receive(0, 0, stamped("a", 10, 0));
        task.receive(0, 0, stamped("b", 10, 0));

        assertEquals(LedgerReason.OVERFLOW, ledger.get(0).reason());
        assertEquals(1, task.refusedKeys());
        assertEquals(1, task.counters("readings").ledgerRows());
    }

    @Test
    void a_task_that_is_restored_after_every_row_gives_the_same_as_one_that_is_not() {
        assertEquals(run(0, true), run(1, true));
        assertEquals(run(0, true), run(1, false));
    }

    /** Results of a seeded run; with restarts, state goes through saved parts or through whole saves. */
    private List<String> run(int everyRows, boolean isByParts) {
        results.clear();
        ledger.clear();
        Pipeline pipeline = Plans.pipeline(
                List.of(stream),
                Plans.count("window#1", Plans.scan(stream), DEVICE),
                Plans.count("window#2", Plans.scan(stream), DEVICE));
        TaskGraph graph = TaskGraph.of(pipeline);
        TaskOptions options = isByParts ? TaskOptions.savedByParts() : TaskOptions.savedAsAWhole();
        Map<ByteBuffer, byte[]> saved = new LinkedHashMap<>();
        Task first = task(graph, 0, options);
        Task second = task(graph, 1, options);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String device = "d" + random.nextInt(20);
            first.process(Plans.reading("s" + random.nextInt(2), device, 1, i * 3_000L - random.nextInt(5_000)));
            deliver(second, 0);
            if (everyRows > 0) {
                second.saveState(!isByParts, store(saved, !isByParts));
                second = task(graph, 1, options);
                for (Map.Entry<ByteBuffer, byte[]> piece : saved.entrySet()) {
                    second.loadState(piece.getKey().array(), piece.getValue());
                }
                second.loaded();
            }
        }
        second.end(0);
        long used = second.counters("readings").usedRows();
        long rejected = second.counters("readings").ledgerRows();
        assertEquals(500, used + rejected);
        if (everyRows > 0 && isByParts) {
            second.saveState(false, store(saved, false));
            assertEquals(1, saved.size(), "only the record of the task may be left");
        }
        results.add("used " + used);
        return results.stream().sorted().toList();
    }

    private static StateWriter store(Map<ByteBuffer, byte[]> saved, boolean isAll) {
        if (isAll) {
            saved.clear();
        }
        return (key, value) -> {
            if (value == null) {
                saved.remove(ByteBuffer.wrap(key));
            } else {
                saved.put(ByteBuffer.wrap(key), value);
            }
        };
    }

    private static ExchangeRow stamped(String device, long timeMs, long progressMs) {
        return new ExchangeRow(
                Plans.reading("s", device, 1, timeMs).withTimeMs(timeMs).withProgressMs(progressMs), 0);
    }

    private void deliver(Task to, int partition) {
        for (Sent message : List.copyOf(sent)) {
            to.receive(to.plan().inputOf(message.exchange().id()), partition, message.row());
        }
        sent.clear();
    }

    private Task onlyTask(PlanNode... outputs) {
        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(stream), outputs));
        assertEquals(1, graph.tasks().size());
        return task(graph, 0, TaskOptions.savedAsAWhole());
    }

    private Task task(TaskGraph graph, int index, TaskOptions options) {
        return new Task(
                new TaskSetup(graph, graph.tasks().get(index), 0, new TestOperators(), options), new Recorder());
    }

    private final class Recorder implements TaskOutput {
        @Override
        public void result(Output output, Row row) {
            StringBuilder text = new StringBuilder();
            int columns = output.target().schema().size();
            for (int i = 0; i < columns - 2; i++) {
                text.append(row.stringAt(i)).append(' ');
            }
            results.add(text.append(row.longAt(columns - 2)) + " @" + row.longAt(columns - 1));
        }

        @Override
        public void exchange(Exchange exchange, byte[] key, ExchangeRow row) {
            sent.add(new Sent(exchange, key, row));
        }

        @Override
        public void ledger(Rejection rejection) {
            ledger.add(rejection);
        }
    }

    private static final class TestOperators implements OperatorFactory {
        @Override
        public Operator<?> operator(PlanNode node) {
            return node instanceof Over ? new TakeAll() : new CountOperator((WindowAggregate) node);
        }

        @Override
        public Transform transform(PlanNode node) {
            Calc calc = (Calc) node;
            return (row, out) -> {
                Row made = new Row(calc.schema().size()).copyOrigin(row);
                for (int i = 0; i < made.size(); i++) {
                    Expression expression = calc.projection().get(i);
                    made.setFrom(i, row, ((InputColumn) expression).column());
                }
                out.emit(made);
            };
        }

        @Override
        public Transform projection(TableDefinition table) {
            throw new AssertionError("no table here has computed columns");
        }
    }

    /** Uses every row and gives none. */
    private static final class TakeAll implements Operator<int[]> {
        @Override
        public int[] newState() {
            return new int[1];
        }

        @Override
        public void process(int[] state, int port, Row row, Collector out) {
            state[0]++;
            out.used(row);
        }

        @Override
        public void onTime(int[] state, long progressMs, Collector out) {
            state[0] = 0;
        }

        @Override
        public long nextWakeMs(int[] state) {
            return NEVER;
        }

        @Override
        public boolean isEmpty(int[] state) {
            return state[0] == 0;
        }

        @Override
        public StateCodec<int[]> codec() {
            return new StateCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void save(int[] state, boolean isAll, Parts out) {
                    out.part(0).writeVarInt(state[0]);
                }

                @Override
                public void load(int[] state, int part, int version, ByteReader in) {
                    state[0] = in.readVarInt();
                }
            };
        }
    }
}
