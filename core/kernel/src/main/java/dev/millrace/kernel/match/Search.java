// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.Slot;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.Match;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a program over rows. One start row at a time: what begins later can only be said when the start before is decided.
 * The threads of a start row advance together, one row at a time, in order of preference; when one is through the pattern,
 * those behind it are dropped and those before it go on, since SQL prefers them. A start row is decided when no thread is
 * left. Code and scratch space of one operator.
 */
final class Search {
    private final MatchCode code;
    private final PatternProgram program;
    private final Match plan;
    private final int threadLimit;
    private final boolean[] skipTarget;
    private final Threads scratch = new Threads();
    private final Slot slot = new Slot();
    private int[] stack = new int[16];
    /** Number of the walk that came to an instruction last, of the step's first walk, and of this walk. */
    private final long[] visited;

    private long stepBegin;
    private long walk;
    /** Threads of this step by instruction: the last one, and the one before each. */
    private final int[] lastAt;

    private int[] previousAt = new int[16];
    /** Step in which a condition that is the same for all threads was evaluated, negative when it was false. */
    private final long[] tested;

    private long step;
    /** Threads tried and instructions followed, ever: what the work is, whatever the machine. */
    private long work;

    private Collector out;

    Search(MatchCode code) {
        this.code = code;
        program = code.program();
        plan = code.plan();
        threadLimit = plan.limits().partialMatches();
        visited = new long[program.size()];
        lastAt = new int[program.size()];
        Arrays.fill(lastAt, -1);
        tested = new long[code.symbolCount()];
        skipTarget = code.members(plan.skip().symbol());
    }

    /**
     * Searches as far as rows and time allow.
     *
     * @param closedMs no row up to this time is expected any more
     * @param isEnd whether there are no rows after those that are usable
     * @param found receives matches in order
     */
    void run(MatchState state, long closedMs, boolean isEnd, List<Found> found, Collector collector) {
        out = collector;
        SearchState search = state.search;
        long limit = isEnd ? state.usableTo : state.usableTo - code.rowsAfter();
        while (true) {
            if (!search.isActive) {
                if (search.start >= limit) {
                    return;
                }
                begin(state, isEnd);
            }
            while (search.threads.size() > 0 && search.next < limit && !isOver(state, search)) {
                step(state, isEnd);
            }
            Run partial = plan.rows().timeouts() == Match.Timeouts.NONE ? null : partial(search);
            if (search.threads.size() > 0 && !isDecided(state, limit, closedMs, isEnd)) {
                return;
            }
            decide(state, partial, found);
        }
    }

    /** Rows of the thread that is preferred of those that are under way, null when none has a row. */
    private static Run partial(SearchState search) {
        Run partial = null;
        for (int i = 0; i < search.threads.size() && partial == null; i++) {
            partial = search.threads.run(i);
        }
        return partial;
    }

    long work() {
        return work;
    }

    /** Whether the next row is outside of WITHIN. */
    private boolean isOver(MatchState state, SearchState search) {
        return plan.withinMs() >= 0
                && state.rows.timeAt(search.next) - state.rows.timeAt(search.start) >= plan.withinMs();
    }

    /** Whether the threads that are left cannot go on. */
    private boolean isDecided(MatchState state, long limit, long closedMs, boolean isEnd) {
        SearchState search = state.search;
        if (search.next < limit) {
            search.examined(search.next - 1, lastMs(state) + 1);
            return true;
        }
        if (isEnd) {
            finish(state);
            return true;
        }
        if (isTimed(search) && closedMs >= lastMs(state)) {
            search.examined(search.next - 1, lastMs(state) + 1);
            return true;
        }
        return false;
    }

    /** Whether time alone ends the threads: one that waits for the end of the partition must see the next row or the end. */
    boolean isTimed(SearchState search) {
        if (plan.withinMs() < 0) {
            return false;
        }
        for (int i = 0; i < search.threads.size(); i++) {
            if (program.operation(search.threads.instruction(i)) == PatternProgram.ANCHOR_END) {
                return false;
            }
        }
        return true;
    }

    /** Last time at which a row can be in a match of the start row. */
    long lastMs(MatchState state) {
        return state.rows.timeAt(state.search.start) + plan.withinMs() - 1;
    }

    private void begin(MatchState state, boolean isEnd) {
        SearchState search = state.search;
        search.isActive = true;
        search.next = search.start;
        search.examined(search.start, state.rows.timeAt(search.start));
        beginStep();
        follow(state, 0, null, search.start, isEnd);
        endStep(search);
    }

    private void step(MatchState state, boolean isEnd) {
        SearchState search = state.search;
        Threads threads = search.threads;
        long position = search.next;
        Row row = state.rows.get(position);
        beginStep();
        boolean hasFailed = false;
        work += threads.size();
        for (int i = 0; i < threads.size(); i++) {
            int at = threads.instruction(i);
            if (program.operation(at) != PatternProgram.ROW) {
                continue;
            }
            Run run = threads.run(i);
            int label = program.first(at);
            int outcome = test(state, row, run, label);
            hasFailed |= outcome == FAILED;
            if (outcome != TRUE) {
                continue;
            }
            Run next = run != null && run.label == label ? run : new Run(label, position, run);
            if (follow(state, at + 1, next, position + 1, isEnd)) {
                break;
            }
        }
        search.next++;
        endStep(search);
        search.examined(
                position + code.rowsAfter(),
                state.rows.timeAt(Math.min(position + code.rowsAfter(), state.usableTo - 1)));
        report(state, position, hasFailed);
        if (search.threads.size() > threadLimit) {
            giveUp(state, position);
        }
    }

    private void report(MatchState state, long position, boolean hasFailed) {
        boolean isNew = position >= state.reportedTo || position == state.unreported;
        if (isNew && hasFailed) {
            out.reject(state.rows.get(position), LedgerReason.OVERFLOW, failure);
        }
        state.reportedTo = Math.max(state.reportedTo, position + 1);
    }

    private void giveUp(MatchState state, long position) {
        if (position + 1 >= state.reportedTo) {
            out.reject(
                    state.rows.get(state.search.start),
                    LedgerReason.OVERFLOW,
                    "match from this row was given up: " + plan.id() + " keeps " + threadLimit + " threads a key");
        }
        state.search.threads.clear();
        state.search.hasBest = false;
        state.search.bestRun = null;
    }

    private static final int FALSE = 0;
    private static final int TRUE = 1;
    private static final int FAILED = 2;
    private String failure;

    private int test(MatchState state, Row row, Run run, int label) {
        int symbol = PatternProgram.symbol(label);
        Evaluator condition = code.condition(symbol);
        if (condition == null) {
            return TRUE;
        }
        boolean isSameForAll = code.isSameForAll(symbol);
        if (isSameForAll && Math.abs(tested[symbol]) == step) {
            return tested[symbol] > 0 ? TRUE : FALSE;
        }
        Binding binding = code.binding();
        binding.visibleTo = state.usableTo;
        binding.number = state.search.number + 1;
        binding.trying(state.rows, state.search.start, run, state.search.next, label);
        int outcome;
        try {
            condition.eval(row, slot);
            outcome = !slot.isNull && slot.asBoolean() ? TRUE : FALSE;
        } catch (ArithmeticException | IllegalArgumentException e) {
            failure = String.valueOf(e.getMessage());
            outcome = FAILED;
        }
        if (isSameForAll) {
            tested[symbol] = outcome == TRUE ? step : -step;
        }
        return outcome;
    }

    private void beginStep() {
        step++;
        stepBegin = walk + 1;
    }

    private void endStep(SearchState search) {
        for (int i = 0; i < scratch.size(); i++) {
            lastAt[scratch.instruction(i)] = -1;
        }
        search.threads.takeFrom(scratch);
    }

    /** Follows instructions that take no row, preferred ways first; true when the pattern is through. */
    private boolean follow(MatchState state, int from, Run run, long position, boolean isEnd) {
        walk++;
        int top = 0;
        stack[top++] = from;
        while (top > 0) {
            int at = stack[--top];
            if (isVisited(at)) {
                continue;
            }
            visited[at] = walk;
            work++;
            if (top + 2 > stack.length) {
                stack = Arrays.copyOf(stack, stack.length * 2);
            }
            switch (program.operation(at)) {
                case PatternProgram.SPLIT -> {
                    stack[top++] = program.second(at);
                    stack[top++] = program.first(at);
                }
                case PatternProgram.JUMP -> stack[top++] = program.first(at);
                case PatternProgram.ANCHOR_START -> {
                    if (position == state.partitionFrom) {
                        stack[top++] = at + 1;
                    }
                }
                case PatternProgram.ANCHOR_END -> {
                    if (isEnd && position == state.usableTo) {
                        stack[top++] = at + 1;
                    } else {
                        add(at, run, position);
                    }
                }
                case PatternProgram.ACCEPT -> {
                    state.search.hasBest = true;
                    state.search.bestRun = run;
                    state.search.bestTo = position;
                    return true;
                }
                default -> add(at, run, position);
            }
        }
        return false;
    }

    /** An instruction is done once a walk; once a step when nothing after it depends on the rows before. */
    private boolean isVisited(int at) {
        return visited[at] == walk
                || (visited[at] >= stepBegin && code.pending(at).isEmpty());
    }

    private void add(int at, Run run, long position) {
        History pending = code.pending(at);
        for (int i = lastAt[at]; i >= 0; i = previousAt[i]) {
            if (pending.isSame(scratch.run(i), run, position)) {
                return;
            }
        }
        int index = scratch.size();
        if (index == previousAt.length) {
            previousAt = Arrays.copyOf(previousAt, index * 2);
        }
        previousAt[index] = lastAt[at];
        lastAt[at] = index;
        scratch.add(at, run);
    }

    /** No row comes any more: threads that wait for the end of the partition go on, the others end. */
    private void finish(MatchState state) {
        SearchState search = state.search;
        beginStep();
        for (int i = 0; i < search.threads.size(); i++) {
            boolean waits = program.operation(search.threads.instruction(i)) == PatternProgram.ANCHOR_END;
            if (waits && follow(state, search.threads.instruction(i), search.threads.run(i), search.next, true)) {
                break;
            }
        }
        endStep(search);
        search.examined(search.next - 1, Long.MAX_VALUE);
    }

    private void decide(MatchState state, Run partial, List<Found> found) {
        SearchState search = state.search;
        long next = search.start + 1;
        if (search.hasBest) {
            search.number++;
            long target = skipTo(search);
            String failed = target > search.start ? null : skipFailure(target);
            long to = search.bestRun == null ? search.start : search.bestTo;
            boolean isShown = search.bestRun != null || !plan.rows().isEmptyOmitted();
            if (isShown && plan.rows().timeouts() != Match.Timeouts.ONLY) {
                add(Found.Kind.MATCH, search, new Path(search.bestRun, to, failed), found);
            }
            search.matchedTo = Math.max(search.matchedTo, to);
            next = Math.max(next, target);
        } else if (partial != null) {
            add(Found.Kind.TIMED_OUT, search, new Path(partial, search.next, null), found);
        } else if (plan.rows().isWithUnmatched() && search.start >= search.matchedTo) {
            add(Found.Kind.UNMATCHED, search, new Path(null, search.start, null), found);
        }
        search.stop();
        search.start = next;
        state.resume.note(search);
    }

    private record Path(Run last, long to, String failure) {}

    private static void add(Found.Kind kind, SearchState search, Path path, List<Found> found) {
        search.sequence++;
        long number = kind == Found.Kind.MATCH ? search.number : 0;
        found.add(new Found(kind, search.start, path.last(), path.to(), search.sequence, number, path.failure()));
    }

    /** Where the search goes on, {@link Binding#NONE} when the symbol of SKIP TO has no row. */
    private long skipTo(SearchState search) {
        if (search.bestRun == null) {
            return search.start + 1;
        }
        return switch (plan.skip().mode()) {
            case PAST_LAST_ROW -> search.bestTo;
            case TO_NEXT_ROW -> search.start + 1;
            case TO_FIRST -> {
                long rows = Binding.count(search.bestRun, search.bestTo, skipTarget);
                yield rows == 0 ? Binding.NONE : Binding.last(search.bestRun, search.bestTo, skipTarget, rows - 1);
            }
            case TO_LAST -> Binding.last(search.bestRun, search.bestTo, skipTarget, 0);
        };
    }

    private String skipFailure(long target) {
        String where = plan.skip().mode() == Match.SkipMode.TO_FIRST ? "FIRST " : "LAST ";
        return "AFTER MATCH SKIP TO " + where + plan.skip().symbol()
                + (target == Binding.NONE
                        ? " has no row in the match"
                        : " would go back to the first row of the match");
    }

    /** Brings the threads back after a restart. */
    void replay(MatchState state) {
        SearchState search = state.search;
        if (!search.isActive) {
            return;
        }
        long next = search.next;
        begin(state, false);
        while (search.next < next) {
            step(state, false);
        }
    }
}
