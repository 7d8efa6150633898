// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.KernelError;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Unrolls a pattern into a program: {@code A{2,4}} is two A and two optional A. */
final class PatternCompiler {
    /** Instructions of a program; with {@code PERMUTE} and large counts patterns grow fast. */
    static final int STEPS_MAX = 20_000;

    private static final int INITIAL_STEPS = 16;

    private final List<String> symbols;
    private byte[] operations = new byte[INITIAL_STEPS];
    private int[] first = new int[INITIAL_STEPS];
    private int[] second = new int[INITIAL_STEPS];
    private int size;

    private PatternCompiler(List<String> symbols) {
        this.symbols = symbols;
    }

    /**
     * Compiles.
     *
     * @param symbols all symbols of the pattern; labels count by this list
     */
    static PatternProgram compile(Pattern pattern, List<String> symbols) {
        PatternCompiler compiler = new PatternCompiler(symbols);
        compiler.add(pattern, false);
        compiler.emit(PatternProgram.ACCEPT, 0);
        return new PatternProgram(
                Arrays.copyOf(compiler.operations, compiler.size),
                Arrays.copyOf(compiler.first, compiler.size),
                Arrays.copyOf(compiler.second, compiler.size));
    }

    /** Symbols of a pattern in the order of their first appearance. */
    static void collect(Pattern pattern, List<String> into) {
        if (pattern instanceof Pattern.Symbol symbol) {
            if (!into.contains(symbol.name())) {
                into.add(symbol.name());
            }
        } else if (pattern instanceof Pattern.Concatenation sequence) {
            sequence.parts().forEach(part -> collect(part, into));
        } else if (pattern instanceof Pattern.Alternation choice) {
            choice.parts().forEach(part -> collect(part, into));
        } else if (pattern instanceof Pattern.Permutation permutation) {
            permutation.parts().forEach(part -> collect(part, into));
        } else if (pattern instanceof Pattern.Quantified quantified) {
            collect(quantified.part(), into);
        } else if (pattern instanceof Pattern.Exclusion exclusion) {
            collect(exclusion.part(), into);
        }
    }

    private void add(Pattern pattern, boolean isExcluded) {
        if (pattern instanceof Pattern.Symbol symbol) {
            emit(PatternProgram.ROW, symbols.indexOf(symbol.name()) * 2 + (isExcluded ? 1 : 0));
        } else if (pattern instanceof Pattern.Concatenation sequence) {
            sequence.parts().forEach(part -> add(part, isExcluded));
        } else if (pattern instanceof Pattern.Alternation choice) {
            addChoice(choice.parts(), isExcluded);
        } else if (pattern instanceof Pattern.Permutation permutation) {
            addChoice(permutations(permutation.parts()), isExcluded);
        } else if (pattern instanceof Pattern.Quantified quantified) {
            addQuantified(quantified, isExcluded);
        } else if (pattern instanceof Pattern.Exclusion exclusion) {
            add(exclusion.part(), true);
        } else if (pattern instanceof Pattern.Anchor anchor) {
            emit(anchor.isStart() ? PatternProgram.ANCHOR_START : PatternProgram.ANCHOR_END, 0);
        }
    }

    private void addChoice(List<Pattern> parts, boolean isExcluded) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < parts.size() - 1; i++) {
            int split = emit(PatternProgram.SPLIT, size + 1);
            add(parts.get(i), isExcluded);
            jumps.add(emit(PatternProgram.JUMP, 0));
            second[split] = size;
        }
        add(parts.get(parts.size() - 1), isExcluded);
        jumps.forEach(jump -> first[jump] = size);
    }

    private void addQuantified(Pattern.Quantified quantified, boolean isExcluded) {
        for (int i = 0; i < quantified.min(); i++) {
            add(quantified.part(), isExcluded);
        }
        if (quantified.max() == Pattern.UNBOUNDED) {
            int split = emit(PatternProgram.SPLIT, 0);
            add(quantified.part(), isExcluded);
            emit(PatternProgram.JUMP, split);
            choose(split, split + 1, size, quantified.isReluctant());
            return;
        }
        List<Integer> splits = new ArrayList<>();
        for (int i = quantified.min(); i < quantified.max(); i++) {
            splits.add(emit(PatternProgram.SPLIT, 0));
            add(quantified.part(), isExcluded);
        }
        splits.forEach(split -> choose(split, split + 1, size, quantified.isReluctant()));
    }

    private void choose(int split, int into, int past, boolean isReluctant) {
        first[split] = isReluctant ? past : into;
        second[split] = isReluctant ? into : past;
    }

    private int emit(byte operation, int operand) {
        if (size >= STEPS_MAX) {
            throw MillraceException.of(
                    KernelError.PATTERN_TOO_LONG,
                    "pattern has more than " + STEPS_MAX + " steps after its quantifiers and PERMUTE are unrolled",
                    "Lower the bounds of its quantifiers, or say {n,} without an upper bound.");
        }
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, size * 2);
            first = Arrays.copyOf(first, size * 2);
            second = Arrays.copyOf(second, size * 2);
        }
        operations[size] = operation;
        first[size] = operand;
        return size++;
    }

    /** All orders, in the order of preference of SQL: as written first, then the last parts change places first. */
    private static List<Pattern> permutations(List<Pattern> parts) {
        List<Pattern> all = new ArrayList<>();
        permute(new ArrayList<>(), parts, all);
        return all;
    }

    private static void permute(List<Pattern> chosen, List<Pattern> rest, List<Pattern> all) {
        if (all.size() > STEPS_MAX) {
            return;
        }
        if (rest.isEmpty()) {
            all.add(new Pattern.Concatenation(chosen));
            return;
        }
        for (int i = 0; i < rest.size(); i++) {
            List<Pattern> nextChosen = new ArrayList<>(chosen);
            nextChosen.add(rest.get(i));
            List<Pattern> nextRest = new ArrayList<>(rest);
            nextRest.remove(i);
            permute(nextChosen, nextRest, all);
        }
    }
}
