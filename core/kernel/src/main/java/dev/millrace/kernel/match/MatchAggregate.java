// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * An aggregate over the rows of a symbol. A condition is asked for every row that a thread tries, so its sum is kept with
 * the thread's last run and goes on by one row; a run shared by threads that parted is summed again for the one that left.
 */
final class MatchAggregate implements Evaluator {
    private final Binding binding;
    private final boolean[] symbols;
    private final Accumulator accumulator;
    private final Evaluator[] operands;
    private final Slot[] arguments;
    private final boolean isFinal;
    /** Place of the kept sums in a run, -1 when none are kept. */
    private final int memo;

    private final int memos;
    private final Memo scratch;
    /** Runs on the way back, the last one first; used within one call. */
    private final List<Run> path = new ArrayList<>();

    MatchAggregate(
            Binding binding,
            boolean[] symbols,
            Accumulator accumulator,
            Evaluator[] operands,
            boolean isFinal,
            int memo,
            int memos) {
        this.binding = binding;
        this.symbols = symbols;
        this.accumulator = accumulator;
        this.operands = operands;
        this.isFinal = isFinal;
        this.memo = memo;
        this.memos = memos;
        scratch = newMemo();
        arguments = new Slot[operands.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new Slot();
        }
    }

    private Memo newMemo() {
        return new Memo(accumulator.words(), accumulator.objects());
    }

    @Override
    public void eval(Row row, Slot result) {
        long outer = binding.current;
        reset(scratch);
        Run last = binding.runs(isFinal);
        long to = binding.runsTo(isFinal);
        if (last != null) {
            Memo kept = memo >= 0 ? kept(last, to) : null;
            if (kept == null) {
                addAll(last, to);
            } else {
                merge(scratch, kept);
            }
        }
        if (binding.tried >= 0 && symbols[PatternProgram.symbol(binding.tried)]) {
            add(scratch, binding.to);
        }
        accumulator.result(scratch.words, 0, scratch.objects, 0, result);
        binding.current = outer;
    }

    /** Sum up to a position behind a row of the run, null when the kept one is already further. */
    private Memo kept(Run run, long to) {
        path.clear();
        for (Run at = run; at != null && (at.memos == null || at.memos[memo] == null); at = at.before) {
            path.add(at);
        }
        for (int i = path.size() - 1; i >= 0; i--) {
            Run at = path.get(i);
            Memo begun = newMemo();
            reset(begun);
            begun.to = at.from;
            if (at.before != null) {
                Memo base = extend(at.before, at.from);
                if (base == null) {
                    return null;
                }
                merge(begun, base);
            }
            if (at.memos == null) {
                at.memos = new Memo[memos];
            }
            at.memos[memo] = begun;
        }
        return extend(run, to);
    }

    private Memo extend(Run run, long to) {
        Memo kept = run.memos[memo];
        if (kept.to > to) {
            return null;
        }
        boolean isAdded = symbols[run.symbol()];
        for (; kept.to < to; kept.to++) {
            if (isAdded) {
                add(kept, kept.to);
            }
        }
        return kept;
    }

    private void addAll(Run last, long to) {
        path.clear();
        for (Run run = last; run != null; run = run.before) {
            path.add(run);
        }
        for (int i = path.size() - 1; i >= 0; i--) {
            long end = i == 0 ? to : path.get(i - 1).from;
            for (long position = path.get(i).from; symbols[path.get(i).symbol()] && position < end; position++) {
                add(scratch, position);
            }
        }
    }

    private void reset(Memo into) {
        accumulator.reset(into.words, 0, into.objects, 0);
    }

    private void merge(Memo into, Memo from) {
        accumulator.merge(into.words, 0, into.objects, 0, from.words, 0, from.objects, 0);
    }

    private void add(Memo into, long position) {
        Row row = binding.rows.get(position);
        binding.current = position;
        for (int i = 0; i < operands.length; i++) {
            operands[i].eval(row, arguments[i]);
        }
        accumulator.add(into.words, 0, into.objects, 0, arguments);
    }
}
