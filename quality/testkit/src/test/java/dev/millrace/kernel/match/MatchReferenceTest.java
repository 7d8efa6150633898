// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import static dev.millrace.kernel.match.MatchCase.call;
import static dev.millrace.kernel.match.MatchCase.first;
import static dev.millrace.kernel.match.MatchCase.last;
import static dev.millrace.kernel.match.MatchCase.near;
import static dev.millrace.kernel.match.MatchCase.number;
import static dev.millrace.kernel.match.MatchCase.rule;
import static dev.millrace.kernel.match.MatchCase.sum;
import static dev.millrace.kernel.match.MatchCase.v;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Row;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Match.SkipMode;
import dev.millrace.plan.Pattern;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Changelog;
import dev.millrace.testkit.HarnessOutcome;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random patterns over random rows against {@link NaiveMatcher}. Every failure names its seed. {@code -Dmillrace.effort=10} runs
 * ten times as many.
 */
final class MatchReferenceTest {
    private static final int EFFORT = Integer.getInteger("millrace.effort", 1);
    private static final int BOUND_MS = 6;
    private static final List<String> SYMBOLS = List.of("A", "B", "C");
    private static final List<String> UNION = List.of("A", "B");

    private int matches;
    private int refused;
    private int corrections;

    @Test
    void rows_in_order_give_what_the_standard_says() {
        IntStream.range(0, 200 * EFFORT).forEach(seed -> check(seed, Emit.ON_CLOSE, false));

        assertTrue(matches > 250, "only " + matches + " matches were compared");
    }

    @Test
    void shuffled_rows_give_the_same_when_they_are_in_order_before_they_are_used() {
        IntStream.range(0, 80 * EFFORT).forEach(seed -> check(seed, Emit.ON_CLOSE, true));
        IntStream.range(0, 40 * EFFORT).forEach(seed -> check(seed, Emit.FINAL, true));

        assertTrue(matches > 100, "only " + matches + " matches were compared");
    }

    @Test
    void shuffled_rows_give_the_same_in_the_end_when_they_are_used_at_once() {
        IntStream.range(0, 150 * EFFORT).forEach(seed -> check(seed, Emit.EAGER, true));

        assertTrue(corrections > 100, "only " + corrections + " corrections were made");
    }

    @Test
    void long_partitions_rewind_to_points_in_between() {
        IntStream.range(5000, 5000 + 3 * EFFORT).forEach(seed -> check(seed, Emit.EAGER, true));
    }

    @Test
    void input_that_corrects_itself_gives_what_its_last_state_gives() {
        for (Emit emit : Emit.values()) {
            IntStream.range(9000, 9000 + 50 * EFFORT).forEach(seed -> checkChangelog(seed, emit));
        }

        assertTrue(matches > 100, "only " + matches + " matches were compared");
    }

    @Test
    void skips_to_symbols_give_what_the_standard_says() {
        IntStream.range(20_000, 20_000 + 150 * EFFORT).forEach(this::checkSkips);

        assertTrue(matches > 250, "only " + matches + " matches were compared");
        assertTrue(refused > 10, "only " + refused + " matches were refused");
    }

    @Test
    void empty_and_unmatched_rows_are_shown_as_it_is_said() {
        IntStream.range(30_000, 30_000 + 100 * EFFORT).forEach(seed -> checkRows(seed, Emit.ON_CLOSE));
        IntStream.range(31_000, 31_000 + 60 * EFFORT).forEach(seed -> checkRows(seed, Emit.EAGER));

        assertTrue(matches > 500, "only " + matches + " rows were compared");
    }

    @Test
    void timeouts_show_the_preferred_way_that_was_left() {
        IntStream.range(40_000, 40_000 + 150 * EFFORT).forEach(seed -> checkTimeouts(seed, Emit.ON_CLOSE));
        IntStream.range(41_000, 41_000 + 80 * EFFORT).forEach(seed -> checkTimeouts(seed, Emit.EAGER));
        IntStream.range(42_000, 42_000 + 40 * EFFORT).forEach(seed -> checkTimeouts(seed, Emit.FINAL));

        assertTrue(refused > 200, "only " + refused + " timeouts were compared");
    }

    private void checkSkips(int seed) {
        Random random = new Random(seed);
        String text = pattern(random, 3);
        Map<String, Integer> kinds = new HashMap<>();
        MatchCase testCase = randomCase(random, text, kinds);
        SkipMode skip = random.nextBoolean() ? SkipMode.TO_FIRST : SkipMode.TO_LAST;
        String symbol = SYMBOLS.get(random.nextInt(3));
        List<int[]> rows = rows(random, 14);
        NaiveMatcher naive = new NaiveMatcher(
                PatternText.of(text), (s, r, b, l) -> holds(kinds.get(s), s, r, b, l), skip, symbol, -1, rows);
        List<String> ledger = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        int number = 0;
        for (NaiveMatcher.Match match : naive.all()) {
            if (match.kind() == NaiveMatcher.Kind.MATCH) {
                number++;
                addLines(match, rows, number, expected);
            } else if (match.kind() == NaiveMatcher.Kind.REFUSED) {
                number++;
                int[] last = rows.get(match.start() + match.labels().size() - 1);
                ledger.add("OVERFLOW " + last[0] + ", , " + last[1]);
            }
        }
        OperatorHarness<MatchState> harness = testCase.measure(MatchCase.matchNumber())
                .measure(MatchCase.classifier())
                .allRows()
                .skip(skip, symbol)
                .harness()
                .expectLedger(ledger.toArray(String[]::new));
        rows.forEach(row -> harness.row((long) row[0], "", row[1]));
        compare("seed " + seed + " " + text + " " + kinds + " " + skip + symbol, expected, harness);
        refused += ledger.size();
    }

    private void checkRows(int seed, Emit emit) {
        Random random = new Random(seed);
        String text = pattern(random, 3).replace("{-", "(").replace("-}", ")");
        Map<String, Integer> kinds = new HashMap<>();
        MatchCase testCase = randomCase(random, text, kinds);
        boolean isWithUnmatched = random.nextBoolean();
        SkipMode skip = random.nextBoolean() ? SkipMode.PAST_LAST_ROW : SkipMode.TO_NEXT_ROW;
        long withinMs = random.nextInt(3) == 0 ? -1 : 2 + random.nextInt(12);
        List<int[]> rows = rows(random, 14);
        NaiveMatcher naive = new NaiveMatcher(
                PatternText.of(text), (s, r, b, l) -> holds(kinds.get(s), s, r, b, l), skip, "", withinMs, rows);
        List<String> expected = new ArrayList<>();
        int number = 0;
        int matchedTo = 0;
        for (NaiveMatcher.Match match : naive.all()) {
            if (match.kind() == NaiveMatcher.Kind.MATCH) {
                number++;
                if (isWithUnmatched || !match.labels().isEmpty()) {
                    addLines(match, rows, number, expected);
                }
                matchedTo = Math.max(matchedTo, match.start() + match.labels().size());
            } else if (isWithUnmatched && match.start() >= matchedTo) {
                int[] row = rows.get(match.start());
                expected.add("@" + row[0] + " " + row[0] + ", NULL, NULL, , " + row[1]);
            }
        }
        OperatorHarness<MatchState> harness = testCase.measure(MatchCase.matchNumber())
                .measure(MatchCase.classifier())
                .rows(new dev.millrace.plan.Match.Rows(
                        true, !isWithUnmatched, isWithUnmatched, dev.millrace.plan.Match.Timeouts.NONE))
                .skip(skip, "")
                .within(withinMs)
                .emit(emit)
                .time(rule(Clock.KEY, emit == Emit.EAGER ? BOUND_MS : 0, 0))
                .harness();
        for (int[] row : emit == Emit.EAGER ? shuffled(rows, random) : rows) {
            harness.row((long) row[0], "", row[1]);
        }
        compare("seed " + seed + " " + text + " " + kinds + " " + withinMs + skip + isWithUnmatched, expected, harness);
    }

    private void checkTimeouts(int seed, Emit emit) {
        Random random = new Random(seed);
        // A partial match that waits for the end of the partition is left out: the naive matcher does not see it wait.
        String text = pattern(random, 3).replace("$", "C");
        Map<String, Integer> kinds = new HashMap<>();
        MatchCase testCase = randomCase(random, text, kinds);
        SkipMode skip = random.nextBoolean() ? SkipMode.PAST_LAST_ROW : SkipMode.TO_NEXT_ROW;
        long withinMs = 2 + random.nextInt(12);
        List<int[]> rows = rows(random, 14);
        NaiveMatcher naive = new NaiveMatcher(
                PatternText.of(text), (s, r, b, l) -> holds(kinds.get(s), s, r, b, l), skip, "", withinMs, rows);
        List<String> expected = new ArrayList<>();
        int number = 0;
        for (NaiveMatcher.Match match : naive.all()) {
            boolean isMatch = match.kind() == NaiveMatcher.Kind.MATCH;
            number += isMatch ? 1 : 0;
            if (!isMatch && match.kind() != NaiveMatcher.Kind.PARTIAL) {
                continue;
            }
            int size = match.labels().size();
            String label = size == 0 ? "NULL" : match.labels().get(size - 1).replace("*", "");
            int time = rows.get(match.start() + Math.max(0, size - 1))[0];
            expected.add("@" + time + " " + (isMatch ? number : "NULL") + ", " + label + ", " + size + ", " + !isMatch);
            refused += isMatch ? 0 : 1;
        }
        OperatorHarness<MatchState> harness = testCase.measure(MatchCase.matchNumber())
                .measure(MatchCase.classifier())
                .measure(MatchCase.count())
                .measure(MatchCase.timedOut())
                .rows(new dev.millrace.plan.Match.Rows(false, false, false, dev.millrace.plan.Match.Timeouts.ALSO))
                .skip(skip, "")
                .within(withinMs)
                .emit(emit)
                .time(rule(Clock.KEY, emit == Emit.ON_CLOSE ? 0 : BOUND_MS, random.nextInt(5)))
                .harness();
        for (int[] row : emit == Emit.ON_CLOSE ? rows : shuffled(rows, random)) {
            harness.row((long) row[0], "", row[1]);
        }
        compare("seed " + seed + " " + text + " " + kinds + " " + withinMs + skip + emit, expected, harness);
    }

    private void compare(String what, List<String> expected, OperatorHarness<MatchState> harness) {
        HarnessOutcome outcome = verify(harness, what);
        assertEquals(List.of(), without(expected, outcome.result()), "missing: " + what + " in " + outcome.result());
        assertEquals(List.of(), without(outcome.result(), expected), "too many: " + what);
        matches += expected.size();
    }

    private void checkChangelog(int seed, Emit emit) {
        Random random = new Random(seed);
        Map<String, Integer> kinds = new HashMap<>();
        String text = pattern(random, 3);
        MatchCase testCase = randomCase(random, text, kinds);
        Changelog changelog = new Changelog(random, 16, 4, (time, value) -> {
            Row row = new Row(3);
            row.setLong(0, time);
            row.setObject(1, "");
            row.setLong(2, value);
            return row;
        });
        List<String> expected = expected(
                new NaiveMatcher(
                        PatternText.of(text),
                        (s, r, b, l) -> holds(kinds.get(s), s, r, b, l),
                        SkipMode.PAST_LAST_ROW,
                        "",
                        8,
                        changelog.left()),
                changelog.left());

        OperatorHarness<MatchState> harness = testCase.measure(MatchCase.matchNumber())
                .measure(MatchCase.classifier())
                .allRows()
                .within(8)
                .emit(emit)
                .time(rule(Clock.values()[random.nextInt(2)], random.nextInt(10), 1000))
                .harness();
        changelog.changes().forEach(row -> harness.row(0, row));
        String what = "seed " + seed + " " + text + " " + kinds + " " + emit;
        HarnessOutcome outcome = verify(harness, what);

        assertEquals(List.of(), without(expected, outcome.result()), "missing: " + what);
        assertEquals(List.of(), without(outcome.result(), expected), "too many: " + what);
        matches += expected.size();
    }

    private static MatchCase randomCase(Random random, String text, Map<String, Integer> kinds) {
        MatchCase testCase = new MatchCase(text).subset("U", "A", "B");
        for (String symbol : SYMBOLS) {
            int kind = random.nextInt(12);
            kinds.put(symbol, kind);
            if (kind > 0) {
                testCase.define(symbol, condition(kind, symbol));
            }
        }
        return testCase;
    }

    private void check(int seed, Emit emit, boolean isShuffled) {
        Random random = new Random(seed);
        String text = pattern(random, 3);
        Map<String, Integer> kinds = new HashMap<>();
        MatchCase testCase = randomCase(random, text, kinds);
        long withinMs = random.nextInt(3) == 0 ? -1 : 2 + random.nextInt(12);
        SkipMode skip = random.nextBoolean() ? SkipMode.PAST_LAST_ROW : SkipMode.TO_NEXT_ROW;
        List<int[]> rows = rows(random, seed >= 5000 ? 300 : 14);
        List<String> expected = expected(
                new NaiveMatcher(
                        PatternText.of(text),
                        (s, r, b, l) -> holds(kinds.get(s), s, r, b, l),
                        skip,
                        "",
                        withinMs,
                        rows),
                rows);

        OperatorHarness<MatchState> harness = testCase.measure(MatchCase.matchNumber())
                .measure(MatchCase.classifier())
                .allRows()
                .skip(skip, "")
                .within(withinMs)
                .emit(emit)
                .time(rule(
                        random.nextBoolean() ? Clock.KEY : Clock.STREAM, isShuffled ? BOUND_MS : 0, random.nextInt(5)))
                .harness();
        for (int[] row : isShuffled ? shuffled(rows, random) : rows) {
            harness.row((long) row[0], "", row[1]);
        }
        HarnessOutcome outcome =
                verify(harness, "seed " + seed + " " + text + " " + kinds + " " + withinMs + " " + skip);

        String what = "seed " + seed + " " + text + " " + kinds + " " + withinMs + " " + skip;
        assertEquals(List.of(), without(expected, outcome.result()), "missing: " + what);
        assertEquals(List.of(), without(outcome.result(), expected), "too many: " + what);
        matches += expected.size();
        corrections += outcome.emissions().size() - expected.size();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    private static HarnessOutcome verify(OperatorHarness<MatchState> harness, String what) {
        try {
            return harness.verify();
        } catch (AssertionError e) {
            throw new AssertionError(what, e);
        }
    }

    private static String pattern(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 1 : 9);
        String quantifier = List.of("", "", "", "?", "*", "+", "*?", "+?", "??", "{2}", "{1,2}", "{,2}?", "{2,}")
                .get(random.nextInt(13));
        if (kind == 7) {
            String part = pattern(random, depth - 1);
            // How often a loop runs that may take no row is not told by its rows, so it is not compared.
            return "(" + part + ")" + (isNullable(PatternText.of(part)) ? "" : quantifier);
        }
        return switch (kind) {
            case 0, 1 -> SYMBOLS.get(random.nextInt(3)) + quantifier;
            case 2, 3, 4, 5 -> pattern(random, depth - 1) + " " + pattern(random, depth - 1);
            case 6 -> "(" + pattern(random, depth - 1) + " | " + pattern(random, depth - 1) + ")";
            default ->
                List.of("PERMUTE(A, B?, C)", "{- B+ -}", "^", "$", "( )", "PERMUTE(A, B)")
                        .get(random.nextInt(6));
        };
    }

    private static boolean isNullable(Pattern pattern) {
        if (pattern instanceof Pattern.Concatenation sequence) {
            return sequence.parts().stream().allMatch(MatchReferenceTest::isNullable);
        }
        if (pattern instanceof Pattern.Alternation choice) {
            return choice.parts().stream().anyMatch(MatchReferenceTest::isNullable);
        }
        if (pattern instanceof Pattern.Quantified quantified) {
            return quantified.min() == 0 || isNullable(quantified.part());
        }
        return pattern instanceof Pattern.Empty || pattern instanceof Pattern.Anchor;
    }

    /** Kinds of conditions, each as an expression here and as code below. */
    private static Expression condition(int kind, String symbol) {
        return switch (kind) {
            case 1, 2 -> call("<", v(), number(5));
            case 3 -> call(">", v(), number(3));
            case 4 -> call(">", v(), last("A", 0));
            case 5 -> call("OR", call("IS_NULL", last(symbol, 1)), call(">=", last(symbol, 0), last(symbol, 1)));
            case 6 -> call("<", near(symbol, 0), near("", -1));
            case 7 -> call("<", sum(symbol), number(12));
            case 8 -> call("OR", call("IS_NULL", first("B", 0)), call("<>", v(), first("B", 0)));
            case 9 -> call("<", sum(""), number(20));
            case 10 -> call("<", call("-", sum("U"), v()), number(15));
            default -> call("OR", call("IS_NULL", last("U", 1)), call(">", v(), call("-", last("U", 1), number(3))));
        };
    }

    private static boolean holds(int kind, String symbol, List<int[]> rows, int start, List<String> labels) {
        int position = start + labels.size();
        int v = rows.get(position)[1];
        List<Integer> own = values(symbol, rows, start, labels);
        List<Integer> ofA = values("A", rows, start, labels);
        List<Integer> ofB = values("B", rows, start, labels);
        return switch (kind) {
            case 0 -> true;
            case 1, 2 -> v < 5;
            case 3 -> v > 3;
            // LAST(A) of a row that is A is the row itself, which is not above itself.
            case 4 -> !symbol.equals("A") && !ofA.isEmpty() && v > ofA.get(ofA.size() - 1);
            case 5 -> own.isEmpty() || v >= own.get(own.size() - 1);
            case 6 -> position > 0 && v < rows.get(position - 1)[1];
            case 7 -> own.stream().mapToInt(Integer::intValue).sum() + v < 12;
            case 9 -> sumOf(SYMBOLS, rows, start, labels) + v < 20;
            case 10 -> {
                boolean isOwn = UNION.contains(symbol);
                boolean hasRows = isOwn || !values("A", rows, start, labels).isEmpty() || !ofB.isEmpty();
                yield hasRows && sumOf(UNION, rows, start, labels) + (isOwn ? 0 : -v) < 15;
            }
            case 11 -> {
                List<Integer> union = IntStream.range(0, labels.size())
                        .filter(i -> UNION.contains(labels.get(i).replace("*", "")))
                        .mapToObj(i -> rows.get(start + i)[1])
                        .toList();
                int back = UNION.contains(symbol) ? 1 : 2;
                yield union.size() < back || v > union.get(union.size() - back) - 3;
            }
            default -> {
                Integer firstB = ofB.isEmpty() ? (symbol.equals("B") ? (Integer) v : null) : ofB.get(0);
                yield firstB == null || v != firstB;
            }
        };
    }

    private static int sumOf(List<String> symbols, List<int[]> rows, int start, List<String> labels) {
        return symbols.stream()
                .flatMap(s -> values(s, rows, start, labels).stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static List<Integer> values(String symbol, List<int[]> rows, int start, List<String> labels) {
        return IntStream.range(0, labels.size())
                .filter(i -> labels.get(i).replace("*", "").equals(symbol))
                .mapToObj(i -> rows.get(start + i)[1])
                .toList();
    }

    private static List<int[]> rows(Random random, int count) {
        List<int[]> rows = new ArrayList<>();
        int time = 0;
        for (int i = 0; i < count; i++) {
            time += 1 + random.nextInt(3);
            rows.add(new int[] {time, random.nextInt(9)});
        }
        return rows;
    }

    /** Another order in which no row is more than the bound behind. */
    private static List<int[]> shuffled(List<int[]> rows, Random random) {
        Map<int[], Integer> arrival = new HashMap<>();
        rows.forEach(row -> arrival.put(row, row[0] * 2 + random.nextInt(BOUND_MS * 2)));
        List<int[]> shuffled = new ArrayList<>(rows);
        shuffled.sort(Comparator.comparing(arrival::get));
        return shuffled;
    }

    private static List<String> expected(NaiveMatcher naive, List<int[]> rows) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (NaiveMatcher.Match match : naive.matches()) {
            number++;
            addLines(match, rows, number, lines);
        }
        Collections.sort(lines);
        return lines;
    }

    private static void addLines(NaiveMatcher.Match match, List<int[]> rows, int number, List<String> lines) {
        if (match.labels().isEmpty()) {
            lines.add(line(rows.get(match.start()), number, "NULL"));
        }
        for (int i = 0; i < match.labels().size(); i++) {
            if (!match.labels().get(i).endsWith("*")) {
                lines.add(
                        line(rows.get(match.start() + i), number, match.labels().get(i)));
            }
        }
    }

    private static String line(int[] row, int number, String label) {
        return "@" + row[0] + " " + row[0] + ", " + number + ", " + label + ", , " + row[1];
    }
}
