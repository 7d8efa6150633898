// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import java.util.Arrays;

/** Threads in order of preference: instruction and runs of each. */
final class Threads {
    private static final int INITIAL = 4;

    private int[] instructions = new int[INITIAL];
    private Run[] runs = new Run[INITIAL];
    private int size;

    int size() {
        return size;
    }

    int instruction(int index) {
        return instructions[index];
    }

    Run run(int index) {
        return runs[index];
    }

    void add(int instruction, Run run) {
        if (size == instructions.length) {
            instructions = Arrays.copyOf(instructions, size * 2);
            runs = Arrays.copyOf(runs, size * 2);
        }
        instructions[size] = instruction;
        runs[size++] = run;
    }

    void clear() {
        Arrays.fill(runs, 0, size, null);
        size = 0;
    }

    /** Takes over the content of another list, which is then empty. */
    void takeFrom(Threads other) {
        clear();
        for (int i = 0; i < other.size; i++) {
            add(other.instructions[i], other.runs[i]);
        }
        other.clear();
    }
}
