// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

/**
 * A pattern as instructions for threads. Instruction {@code i} is {@code operation[i]} with operands {@code first[i]} and
 * {@code second[i]}; after ROW, ANCHOR_START and ANCHOR_END goes on at {@code i + 1}.
 */
final class PatternProgram {
    /** Takes one row; first operand: label, which is symbol * 2, plus 1 inside an exclusion. */
    static final byte ROW = 0;
    /** Two ways, the preferred one first. */
    static final byte SPLIT = 1;
    /** Goes to the first operand. */
    static final byte JUMP = 2;

    static final byte ANCHOR_START = 3;
    static final byte ANCHOR_END = 4;
    static final byte ACCEPT = 5;

    private final byte[] operations;
    private final int[] first;
    private final int[] second;

    PatternProgram(byte[] operations, int[] first, int[] second) {
        this.operations = operations;
        this.first = first;
        this.second = second;
    }

    int size() {
        return operations.length;
    }

    byte operation(int at) {
        return operations[at];
    }

    int first(int at) {
        return first[at];
    }

    int second(int at) {
        return second[at];
    }

    /** Symbol of a label. */
    static int symbol(int label) {
        return label >> 1;
    }

    static boolean isExcluded(int label) {
        return (label & 1) != 0;
    }

    /** For every instruction, which labels' symbols can still be tried from there. */
    boolean[][] reachableSymbols(int symbols) {
        boolean[][] reachable = new boolean[size()][symbols];
        boolean isChanging = true;
        while (isChanging) {
            isChanging = false;
            for (int at = size() - 1; at >= 0; at--) {
                isChanging |= spread(at, reachable);
            }
        }
        return reachable;
    }

    private boolean spread(int at, boolean[][] reachable) {
        return switch (operations[at]) {
            case ROW -> {
                boolean isNew = !reachable[at][symbol(first[at])];
                reachable[at][symbol(first[at])] = true;
                yield isNew | join(reachable[at], reachable[at + 1]);
            }
            case SPLIT -> join(reachable[at], reachable[first[at]]) | join(reachable[at], reachable[second[at]]);
            case JUMP -> join(reachable[at], reachable[first[at]]);
            case ACCEPT -> false;
            default -> join(reachable[at], reachable[at + 1]);
        };
    }

    private static boolean join(boolean[] into, boolean[] from) {
        boolean isChanged = false;
        for (int i = 0; i < into.length; i++) {
            isChanged |= from[i] && !into[i];
            into[i] |= from[i];
        }
        return isChanged;
    }
}
