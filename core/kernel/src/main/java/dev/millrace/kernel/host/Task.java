// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.TableDefinition;
import java.util.BitSet;
import java.util.List;

/**
 * One partition of one task: operators, their state, and the progress of their input. Driven by one thread at a time.
 *
 * <p>A host makes it, calls {@link #loadState} for each saved piece and {@link #loaded} once, then in any order {@link #process} for
 * rows of its table or {@link #receive} for rows of its exchanges, {@link #upstreamProgress}, {@link #idle} and {@link #saveState},
 * and {@link #end} for each input. Every call runs to completion: when it returns, all that it brings about has been given to {@link
 * TaskOutput}.
 *
 * <p><b>Progress.</b> Behind a table it is the greatest event time of this partition less the bound; rows are stamped with what it was
 * before them. Behind exchanges it is the least of the latest stamps of all upstream partitions that were heard of, and rows get that
 * as their stamp. So with one upstream partition, as behind a table with {@code 'time.clock' = 'stream'}, the stamps are those of
 * the table, at any parallelism. An upstream partition that sends no rows holds the others back until the host passes its progress
 * on: from time to time (once a second does) a host sends {@link #progressMs} of each sending task's partition to every partition of
 * the receiving task, in order with the rows, and there calls {@link #upstreamProgress}; {@link Operator#IDLE} takes a partition out
 * of the count until its next row.
 */
public final class Task {
    private final TaskSetup setup;
    private final TaskOutput output;
    private final TaskClock clock = new TaskClock();
    private final TableCounters[] counters;
    private final Account account;
    private final List<Stage> stages;
    private final List<OperatorStep> operators;
    private final List<Step> steps;
    private final Upstream upstream;
    private final TaskState state;
    private final TableReader reader;
    private final LookAhead lookAhead;

    /** A task with all its state on the heap. */
    public Task(TaskSetup setup, TaskOutput output) {
        this(setup, output, null);
    }

    /**
     * A task with the state of {@link TaskOptions#hotKeys} keys of each stage on the heap and that of the others in a store. It is
     * opened by {@link #open} instead of {@link #loadState} and {@link #loaded}.
     *
     * @param cold null when all state is on the heap
     */
    public Task(TaskSetup setup, TaskOutput output, ColdState cold) {
        if (cold != null && !setup.options().isSavedByParts()) {
            throw new IllegalArgumentException("a task with a cold store must be saved by parts");
        }
        this.setup = setup;
        this.output = output;
        int tables = setup.graph().pipeline().tables().size();
        counters = new TableCounters[tables];
        for (int i = 0; i < tables; i++) {
            counters[i] = new TableCounters();
        }
        account = new Account(
                output,
                counters,
                setup.graph().pipeline().tables().stream()
                        .map(TableDefinition::name)
                        .toList());
        String tableName = TaskBuilder.tableName(setup.graph(), setup.plan());
        state = new TaskState(this, cold);
        TaskBuilder builder = new TaskBuilder(setup, new StepContext(account, clock, output, tableName, true), state);
        builder.build();
        stages = builder.stages;
        operators = builder.operators;
        steps = builder.inputs;
        upstream = new Upstream(setup.plan().inputs().size(), timeless(setup.plan()));
        reader = setup.plan().inputs().get(0) instanceof TableInput table ? new TableReader(setup, table) : null;
        lookAhead = new LookAhead(setup.plan(), setup.operators(), builder.lookups);
    }

    /** Inputs that have no part in the progress: newest rows of a reference table, which may stand still for ever. */
    private static BitSet timeless(TaskPlan plan) {
        BitSet timeless = new BitSet();
        for (TaskPlan.Wire wire : plan.wiring()) {
            if (wire.node() instanceof ReferenceJoin join && !join.isVersioned()) {
                wire.ports().get(1).inputs().forEach(timeless::set);
            }
        }
        return timeless;
    }

    public TaskPlan plan() {
        return setup.plan();
    }

    public int partition() {
        return setup.partition();
    }

    /**
     * Takes a row of the table that this task reads.
     *
     * @param row of the table's physical schema, with arrival and position where they are known; belongs to the task from here on
     */
    public void process(Row row) {
        TableCounters counter = counters[reader.tableIndex];
        counter.addRead();
        Row full = reader.full(row, this::rejectRaw);
        if (full == null) {
            counter.addLedger(LedgerReason.OVERFLOW);
            return;
        }
        if (!reader.hasTime(full)) {
            rejectSource(row, full, LedgerReason.INVALID, reader.missingTime());
            return;
        }
        if (reader.isAhead(full)) {
            rejectSource(row, full, LedgerReason.AHEAD, reader.ahead(full));
            return;
        }
        full.withProgressMs(clock.progressMs);
        clock.stampMs = clock.progressMs;
        account.openSource(reader, row, full);
        steps.get(0).accept(full);
        account.close();
        forgetRows();
        state.touch();
        advance(reader.progressAfter(full, clock.progressMs));
    }

    /**
     * Whether {@link #process} asks a table outside for what it needs of a row, so that a host should collect some rows, {@link
     * #beginBatch} with them, process them in order and {@link #endBatch}.
     */
    public boolean isLookingUp() {
        return lookAhead.isNeeded();
    }

    /** Asks for all that the rows will need; waits for the answers. The rows are neither kept nor processed. */
    public void beginBatch(List<Row> rows) {
        lookAhead.begin(rows, reader);
    }

    /** Forgets the answers. */
    public void endBatch() {
        lookAhead.end();
    }

    /**
     * Takes a row of an exchange.
     *
     * @param input position in {@link TaskPlan#inputs}
     * @param upstreamPartition of the sending task
     */
    public void receive(int input, int upstreamPartition, ExchangeRow message) {
        Row row = message.row();
        upstream.progress(input, upstreamPartition, row.progressMs());
        advance(upstream.leastMs());
        row.withProgressMs(clock.progressMs);
        clock.stampMs = clock.progressMs;
        account.open(message.table());
        steps.get(input).accept(row);
        account.close();
        forgetRows();
        state.touch();
    }

    /** Says how far a partition of the sending task is, see the class comment. Never less than before. */
    public void upstreamProgress(int input, int upstreamPartition, long progressMs) {
        upstream.progress(input, upstreamPartition, progressMs);
        state.touch();
        advance(upstream.leastMs());
    }

    /** Says that no row came for {@code time.idle} of wall-clock time: windows of silent keys fire. */
    public void idle() {
        clock.stampMs = clock.progressMs;
        operators.forEach(operator -> operator.flush(Operator.IDLE));
        state.touch();
    }

    /** Ends an input. When all have ended, everything that is open is finished. */
    public void end(int input) {
        if (!upstream.end(input)) {
            return;
        }
        clock.stampMs = clock.progressMs;
        operators.forEach(operator -> operator.flush(Operator.END));
        state.touch();
    }

    /** Whether all inputs have ended. */
    public boolean isEnded() {
        return upstream.isEnded();
    }

    /** How far this partition is: everything up to here was done. {@link Row#NO_TIME} before the first row. */
    public long progressMs() {
        return clock.progressMs;
    }

    /** Accounts of a table in this task; zeros for tables that do not flow here. */
    public TableCounters counters(String table) {
        return counters[setup.graph().tableIndex(table)];
    }

    /** Keys with state, over all stages. */
    public int keys() {
        return stages.stream().mapToInt(stage -> stage.table.size()).sum();
    }

    /** Keys whose state is on the heap, over all stages; all of them without a cold store. */
    public int hotKeys() {
        return stages.stream()
                .mapToInt(stage -> stage.hot == null ? stage.table.size() : stage.hot.size())
                .sum();
    }

    /** How often the state of a key was fetched from the cold store. */
    public long coldLoads() {
        return stages.stream().mapToLong(Stage::coldLoads).sum();
    }

    /** How often a row was refused because a stage has {@code state.max-keys} keys. */
    public long refusedKeys() {
        return stages.stream().mapToLong(stage -> stage.table.refusedKeys()).sum();
    }

    /** Whether {@link #saveState} has something to write. */
    public boolean hasChanges() {
        return state.hasChanges();
    }

    /**
     * Writes state.
     *
     * @param isAll everything, else what changed since the last call (only with {@link TaskOptions#isSavedByParts})
     */
    public void saveState(boolean isAll, StateWriter writer) {
        state.save(isAll, writer);
    }

    /** Takes a saved piece. A later one with the same key replaces it; null takes it away. */
    public void loadState(byte[] key, byte[] value) {
        state.load(key, value);
    }

    /** Says that all pieces were loaded. */
    public void loaded() {
        state.loaded();
    }

    /**
     * Takes up what is in the cold store, with constructor argument {@code cold} only. Reads all of it once, because every key's next
     * wake time must be known; about 5 microseconds a key.
     */
    public void open() {
        state.open();
    }

    List<Stage> stages() {
        return stages;
    }

    TaskClock clock() {
        return clock;
    }

    TableCounters[] allCounters() {
        return counters;
    }

    Upstream upstream() {
        return upstream;
    }

    TaskSetup setup() {
        return setup;
    }

    private void advance(long progressMs) {
        if (progressMs <= clock.progressMs) {
            return;
        }
        clock.stampMs = clock.progressMs;
        for (OperatorStep operator : operators) {
            operator.advance(progressMs);
        }
        clock.progressMs = progressMs;
    }

    private void forgetRows() {
        for (Stage stage : stages) {
            stage.forgetRow();
        }
    }

    private void rejectSource(Row row, Row full, LedgerReason reason, String detail) {
        counters[reader.tableIndex].addLedger(reason);
        state.touch();
        output.ledger(new Rejection(
                reader.tableName(), reader.key(full), reason, detail, row, reader.physicalSchema(), false));
    }

    private void rejectRaw(Row row, LedgerReason reason, String detail) {
        state.touch();
        output.ledger(new Rejection(reader.tableName(), "", reason, detail, row, reader.physicalSchema(), false));
    }

    /** Receives why a projection failed. */
    interface RawRejection {
        void reject(Row row, LedgerReason reason, String detail);
    }

    /** Takes the one row that a projection makes. */
    static final class Projected implements Collector {
        private final RawRejection rejection;
        private Row row;

        Projected(RawRejection rejection) {
            this.rejection = rejection;
        }

        Row row() {
            return row;
        }

        @Override
        public void emit(Row made) {
            row = made;
        }

        @Override
        public void reject(Row rejected, LedgerReason reason, String detail) {
            rejection.reject(rejected, reason, detail);
        }

        @Override
        public void used(Row used) {
            // A projection keeps nothing.
        }
    }
}
