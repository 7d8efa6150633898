// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.kernel.Operator;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One run of a case. Does what the task of an engine does: keeps states by key and the progress of the stream. */
final class HarnessRun<S> {
    private final HarnessSetting<S> setting;
    private final HarnessMode mode;
    private final List<HarnessCollector> collectors = new ArrayList<>();
    private final Map<String, HarnessState<S>> states = new LinkedHashMap<>();
    private Operator<S> operator;
    private long progressMs = Row.NO_TIME;

    HarnessRun(HarnessSetting<S> setting, HarnessMode mode) {
        this.setting = setting;
        this.mode = mode;
        operator = setting.operators().get();
        IntStream.range(0, mode.copies())
                .forEach(i -> collectors.add(new HarnessCollector(setting.input(), setting.output())));
    }

    HarnessOutcome run(List<HarnessStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            step(steps.get(i));
            if (mode.isSaving()) {
                save(i);
            }
        }
        if (mode == HarnessMode.ROWS_THEN_TIME) {
            tell(progressMs);
        }
        states.values().forEach(state -> {
            operator.onTime(state.value(), Operator.END, collectors.get(state.copy()));
            if (!operator.isEmpty(state.value())) {
                throw new AssertionError("state of key " + state.key() + " is not empty at the end");
            }
        });
        List<HarnessOutcome> outcomes =
                collectors.stream().map(HarnessCollector::outcome).toList();
        outcomes.forEach(outcome -> {
            if (!outcome.equals(outcomes.get(0))) {
                throw new AssertionError("two keys with the same rows differ: " + outcomes.get(0) + "\nand " + outcome);
            }
        });
        return outcomes.get(0);
    }

    private void step(HarnessStep step) {
        switch (step.kind()) {
            case ROW -> {
                for (int copy = 0; copy < mode.copies(); copy++) {
                    process(step.port(), step.row().copy().withProgressMs(progressMs), copy);
                }
                if (step.row().kind() == RowKind.UPDATE_BEFORE) {
                    // Its replacement is on the way: hosts give time only after all that comes from one reading.
                    return;
                }
                long timeMs = step.row().timeMs();
                advance(timeMs == Row.NO_TIME ? Row.NO_TIME : timeMs - setting.boundMs());
            }
            case PROGRESS -> advance(step.progressMs());
            case IDLE -> {
                if (mode != HarnessMode.ROWS_THEN_TIME) {
                    tell(Operator.IDLE);
                }
            }
        }
    }

    private void process(int port, Row row, int copy) {
        StringBuilder key = new StringBuilder("copy " + copy);
        for (int column : setting.keys()) {
            key.append('|')
                    .append(
                            row.isNull(column)
                                    ? null
                                    : row.valueAt(column, setting.input().type(column)));
        }
        HarnessState<S> state =
                states.computeIfAbsent(key.toString(), k -> new HarnessState<>(k, copy, operator.newState()));
        operator.process(state.value(), port, row, collectors.get(copy));
        collectors.get(copy).checkSettled(row);
    }

    private void advance(long newProgressMs) {
        progressMs = Math.max(progressMs, newProgressMs);
        if (mode != HarnessMode.ROWS_THEN_TIME) {
            tell(progressMs);
        }
    }

    private void tell(long toldMs) {
        for (HarnessState<S> state : states.values()) {
            if (operator.nextWakeMs(state.value()) > toldMs) {
                continue;
            }
            operator.onTime(state.value(), toldMs, collectors.get(state.copy()));
            // Idleness drops nothing, so a state may still wait for its time to live.
            if (toldMs != Operator.IDLE && operator.nextWakeMs(state.value()) <= toldMs) {
                throw new AssertionError("key " + state.key() + " wants to be woken at "
                        + operator.nextWakeMs(state.value()) + " again right after " + toldMs);
            }
        }
        // As hosts do: a state that equals a new one is dropped.
        states.values().removeIf(state -> operator.isEmpty(state.value()));
    }

    private void save(int step) {
        boolean isAll = mode == HarnessMode.RESTORED_FROM_ALL;
        states.values().forEach(state -> state.save(operator.codec(), isAll));
        if (mode.isRestoredAfter(step)) {
            operator = setting.operators().get();
            states.values().forEach(state -> state.restore(operator));
        }
    }
}
