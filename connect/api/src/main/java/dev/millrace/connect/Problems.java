// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the options of one table, collected so that all of it is said at once. */
public final class Problems {
    private final List<Problem> problems = new ArrayList<>();

    /**
     * One thing that is wrong.
     *
     * @param option name, empty when it is about the table
     * @param fact for example {@code "timeout" is 0 s but must be 1 s to 5 min}
     * @param hint a full sentence, may be empty
     */
    public record Problem(String option, String fact, String hint) {}

    public void add(String option, String fact, String hint) {
        problems.add(new Problem(option, fact, hint));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(problems);
    }
}
