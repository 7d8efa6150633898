// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.PlanNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An operator in its place: finds the state of a row's key, runs the operator, hands on what comes out, notes wake times. */
final class OperatorStep implements Step, Collector {
    final String id;
    /** The same in UTF-8. */
    final byte[] idBytes;

    final Operator<Object> operator;
    private final int position;
    private final Stage stage;
    private final List<Entrance> entrances = new ArrayList<>();
    private final WakeQueue wakes;
    /** What comes out is the same reading still: its fate is decided further on. */
    private final boolean isPassThrough;

    private final StepContext context;
    private Step next;
    private Row current;
    /** Where the row that is processed came in. */
    private Entrance entrance;

    /** What is to be known of an input. */
    private record Entrance(List<Integer> keys, Schema schema, KeyCodec keyCodec, boolean isReading) {}

    /** A node and what runs it. */
    record Code(PlanNode node, Operator<?> operator) {}

    /** A step; one flag for each input says whether its rows are readings still. */
    @SuppressWarnings("unchecked")
    OperatorStep(Code code, Stage stage, List<Boolean> readingPorts, StepContext context) {
        PlanNode node = code.node();
        id = node.id();
        idBytes = id.getBytes(StandardCharsets.UTF_8);
        this.operator = (Operator<Object>) code.operator();
        this.stage = stage;
        position = stage.operators.size();
        for (int port = 0; port < node.inputs().size(); port++) {
            List<Integer> keys = KeyColumns.of(node, port).orElseThrow();
            Schema schema = node.inputs().get(port).schema();
            entrances.add(new Entrance(keys, schema, new KeyCodec(schema, keys), readingPorts.get(port)));
        }
        entrance = entrances.get(0);
        wakes = new WakeQueue(position, this::wakeMs);
        isPassThrough = node instanceof Deduplicate;
        this.context = context;
    }

    void setNext(Step step) {
        next = step;
    }

    @Override
    public void accept(Row row) {
        accept(0, row);
    }

    /** Takes a row of one of several inputs. */
    void accept(int port, Row row) {
        Entrance here = entrances.get(port);
        KeyEntry entry = stage.entry(row, here.keyCodec());
        Row outerRow = current;
        Entrance outer = entrance;
        current = row;
        entrance = here;
        if (entry == null) {
            reject(
                    row,
                    LedgerReason.OVERFLOW,
                    "\"state.max-keys\" of " + stage.table.maxKeys() + " keys is reached in stage \"" + stage.id
                            + "\"");
        } else {
            run(entry, port, row);
        }
        current = outerRow;
        entrance = outer;
    }

    /** Gives time to every key that waits for it. */
    void advance(long progressMs) {
        for (KeyEntry entry = wakes.poll(progressMs); entry != null; entry = wakes.poll(progressMs)) {
            stage.heat(entry);
            if (entry.states[position] != null) {
                time(entry, progressMs);
            }
        }
    }

    private long wakeMs(KeyEntry entry) {
        if (entry.isCold()) {
            return entry.coldWakeMs[position];
        }
        Object state = entry.states[position];
        return state == null ? Operator.NEVER : operator.nextWakeMs(state);
    }

    /** Gives {@link Operator#IDLE} to the keys that wait for something, or {@link Operator#END} to all. */
    void flush(long progressMs) {
        for (KeyEntry entry : stage.table.entries()) {
            if (isWanted(entry, progressMs)) {
                time(stage.heat(entry), progressMs);
            }
        }
    }

    private boolean isWanted(KeyEntry entry, long progressMs) {
        if (entry.isRemoved) {
            return false;
        }
        if (entry.isCold()) {
            if (progressMs != Operator.END) {
                return entry.coldWakeMs[position] != Operator.NEVER;
            }
            stage.heat(entry);
        }
        Object state = entry.states[position];
        return state != null && (progressMs == Operator.END || operator.nextWakeMs(state) != Operator.NEVER);
    }

    /** Puts a restored state under its wake time. */
    void restored(KeyEntry entry) {
        Object state = entry.states[position];
        if (state != null) {
            wakes.schedule(entry, operator.nextWakeMs(state));
        }
    }

    @Override
    public void emit(Row row) {
        if (row.progressMs() != context.clock().stampMs) {
            row.withProgressMs(context.clock().stampMs);
        }
        next.accept(row);
    }

    @Override
    public void reject(Row row, LedgerReason reason, String detail) {
        Account account = context.account();
        boolean isOfReading = entrance.isReading() && account.isOpen() && row == current;
        Rejection rejection = new Rejection(
                account.isOpen() ? account.tableName(context.tableName()) : context.tableName(),
                RowText.key(row, entrance.schema(), entrance.keys()),
                reason,
                detail,
                row,
                entrance.schema(),
                true);
        if (isOfReading) {
            account.reject(rejection);
        } else {
            context.output().ledger(rejection);
        }
    }

    @Override
    public void used(Row row) {
        if (entrance.isReading() && !isPassThrough && row == current) {
            context.account().used();
        }
    }

    private void run(KeyEntry entry, int port, Row row) {
        KeyEntry outer = stage.enter(entry);
        Object state = entry.states[position];
        if (state == null) {
            state = operator.newState();
            entry.states[position] = state;
        }
        operator.process(state, port, row, this);
        settle(entry, state);
        stage.leave(entry, outer);
    }

    private void time(KeyEntry entry, long progressMs) {
        KeyEntry outer = stage.enter(entry);
        Object state = entry.states[position];
        operator.onTime(state, progressMs, this);
        settle(entry, state);
        stage.leave(entry, outer);
    }

    private void settle(KeyEntry entry, Object state) {
        if (!operator.isEmpty(state)) {
            wakes.schedule(entry, operator.nextWakeMs(state));
        } else if (!entry.hasSavedParts(position)) {
            // With saved parts the state stays until the next save, which deletes them: a fresh state would not know of
            // them.
            entry.states[position] = null;
        }
    }
}
