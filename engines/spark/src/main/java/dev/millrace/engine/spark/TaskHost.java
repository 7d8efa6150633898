// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.engine.spark.HostedPlan.Turns;
import dev.millrace.engine.spark.Parcel.Kind;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.kernel.host.ExchangeCodec;
import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.StateWriter;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.kernel.host.TaskOutput;
import dev.millrace.kernel.host.TaskSetup;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Output;
import dev.millrace.plan.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Drives the kernel task of one address: takes its parcels in their order and gives what comes out as parcels. One thread at a time.
 */
final class TaskHost implements TaskOutput {
    private static final LedgerReason[] REASONS = LedgerReason.values();

    private final Layout layout;
    private final Turns turns;
    private final int address;
    private final Layout.Place place;
    private final Task task;
    /** By position of the input; null for exchanges. */
    private final TableRows[] tables;
    /** By position of the input; null for tables. */
    private final ExchangeCodec[] receivers;

    private final Map<String, Sending> sendings = new HashMap<>();
    private final Map<String, RowCodec> resultCodecs = new HashMap<>();
    private final Map<String, Integer> outputs = new HashMap<>();
    /** Whether the task reads a table that is only looked up: what it sends goes before all else. */
    private final boolean isReference;

    private final ByteWriter writer = new ByteWriter();
    private final Silence silence;
    private Consumer<Parcel> out = parcel -> {};
    private long order;
    private long sequence;
    private byte[] countsSent = {};

    /** An exchange that this task feeds. */
    private record Sending(Exchange exchange, ExchangeCodec codec, int input, int partitions) {}

    /** @param options whether state is saved by parts */
    TaskHost(HostedPlan plan, int address, TaskOptions options) {
        HostedPlan.Decoded decoded = plan.decoded();
        layout = decoded.layout();
        turns = plan.turns();
        this.address = address;
        place = layout.place(address);
        task = new Task(
                new TaskSetup(layout.graph(), place.task(), place.partition(), decoded.operators(), options), this);
        List<TaskInput> inputs = place.task().inputs();
        tables = new TableRows[inputs.size()];
        receivers = new ExchangeCodec[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) instanceof ExchangeInput exchange) {
                receivers[i] = exchange.exchange().codec();
            } else {
                TableInput table = (TableInput) inputs.get(i);
                tables[i] = new TableRows(table, task, layout.graph(), this::enter);
            }
        }
        for (Exchange exchange : place.task().sends()) {
            sendings.put(
                    exchange.id(),
                    new Sending(
                            exchange,
                            exchange.codec(),
                            layout.inputOf(exchange),
                            layout.partitions(exchange.toTask())));
        }
        List<Output> all = layout.graph().pipeline().outputs();
        for (int i = 0; i < all.size(); i++) {
            outputs.put(all.get(i).id(), i);
            resultCodecs.put(
                    all.get(i).id(), new RowCodec(all.get(i).target().table().schema()));
        }
        isReference =
                inputs.get(0) instanceof TableInput table && layout.graph().isReference(table.id());
        silence = new Silence(idleMs());
    }

    /** The longest {@code time.idle} of what flows here. */
    private long idleMs() {
        if (place.task().inputs().get(0) instanceof TableInput table) {
            return table.table().timeRule().idleMs();
        }
        return layout.graph().pipeline().tables().stream()
                .map(TableDefinition::timeRule)
                .mapToLong(rule -> rule.idleMs())
                .max()
                .orElse(0);
    }

    /** Takes the next parcel; what it brings about is given before this returns. */
    void take(Parcel parcel, Consumer<Parcel> receiver) {
        out = receiver;
        order = order(parcel);
        switch (parcel.kind()) {
            case ROW -> {
                silence.rowCame();
                tables[parcel.input()].takeRow(parcel.bytes());
            }
            case RECORD -> {
                silence.rowCame();
                tables[parcel.input()].takeRecord(TopicRecord.of(parcel.bytes()));
            }
            case UNREADABLE -> tables[parcel.input()].addUnreadable(REASONS[parcel.bytes()[0]]);
            case EXCHANGE -> {
                silence.rowCame();
                receivers[parcel.input()].decode(parcel.bytes(), task, parcel.input());
            }
            case CLOCK -> tick(new ByteReader(parcel.bytes()).readLong());
            case IDLE -> task.idle();
            case END -> {
                for (int i = 0; i < tables.length; i++) {
                    task.end(i);
                }
            }
            case RESULT, LEDGER, COUNTS ->
                throw new IllegalStateException(parcel.kind() + " has no receiver in the pipeline");
        }
    }

    /** What is sent while a parcel is taken has this order; never less than before. */
    private long order(Parcel parcel) {
        if (turns == Turns.ARRIVAL) {
            return parcel.order();
        }
        return isReference ? Parcel.FIRST : task.progressMs();
    }

    /** Says how far this task is, and when its input has been silent for long that silent keys need not wait. */
    private void tick(long nowMs) {
        switch (silence.tick(nowMs)) {
            case ROWS_CAME -> sendProgress(task.progressMs());
            case HAS_BEGUN -> {
                task.idle();
                sendProgress(Operator.IDLE);
            }
            case UNCHANGED -> {}
        }
    }

    private void sendProgress(long progressMs) {
        if (progressMs == Row.NO_TIME) {
            return;
        }
        for (Sending sending : sendings.values()) {
            byte[] bytes = sending.codec().encodeProgress(place.partition(), progressMs);
            for (int partition = 0; partition < sending.partitions(); partition++) {
                send(sending, partition, bytes);
            }
        }
    }

    @Override
    public void result(Output output, Row row) {
        resultCodecs.get(output.id()).writeWithOrigin(row, writer.reset());
        out.accept(Parcel.leaving(address, order, sequence++, Kind.RESULT, outputs.get(output.id()), writer.toBytes()));
    }

    @Override
    public void exchange(Exchange exchange, byte[] key, ExchangeRow message) {
        Sending sending = sendings.get(exchange.id());
        send(
                sending,
                KeyCodec.partition(key, sending.partitions()),
                sending.codec().encode(place.partition(), message.row(), message.table()));
    }

    private void send(Sending sending, int partition, byte[] bytes) {
        int to = layout.address(sending.exchange().toTask(), partition);
        out.accept(new Parcel(to, order, address, sequence++, Kind.EXCHANGE, sending.input(), bytes));
    }

    @Override
    public void ledger(Rejection rejection) {
        Row row = rejection.row();
        for (TableRows table : tables) {
            if (table != null && table.isOf(rejection.table())) {
                enter(table.entry(rejection));
                return;
            }
        }
        String topic = layout.graph()
                .pipeline()
                .table(rejection.table())
                .map(table -> TableRows.topic(table, row))
                .orElse("");
        enter(rejection.toEntry(
                System.currentTimeMillis(), layout.graph().pipeline().name(), topic));
    }

    private void enter(LedgerEntry entry) {
        out.accept(Parcel.leaving(address, order, sequence++, Kind.LEDGER, 0, LedgerRecords.value(entry)));
    }

    /** Gives the accounts when they changed since the last call. */
    void sendCounts(Consumer<Parcel> receiver) {
        byte[] counts = Counts.of(task, layout.graph().pipeline()).toBytes();
        if (!java.util.Arrays.equals(counts, countsSent)) {
            countsSent = counts;
            receiver.accept(Parcel.leaving(address, Parcel.LAST, sequence++, Kind.COUNTS, 0, counts));
        }
    }

    /** Writes what changed since the last call. */
    void saveState(StateWriter state) {
        if (task.hasChanges()) {
            task.saveState(false, state);
        }
    }

    /** What this host keeps besides the task, as {@link #restore} takes it. */
    byte[] save() {
        return silence.toBytes();
    }

    void restore(byte[] bytes) {
        silence.restore(bytes);
    }

    void loadState(byte[] key, byte[] value) {
        task.loadState(key, value);
    }

    void loaded() {
        task.loaded();
    }
}
