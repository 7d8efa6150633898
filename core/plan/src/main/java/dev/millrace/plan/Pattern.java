// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import java.util.List;

/** Row pattern of MATCH_RECOGNIZE. */
public sealed interface Pattern {
    /** Greatest {@code max} of a quantifier without an upper bound. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** One row that satisfies the definition of a symbol. */
    record Symbol(String name) implements Pattern {}

    /** One after the other. */
    record Concatenation(List<Pattern> parts) implements Pattern {
        public Concatenation {
            parts = List.copyOf(parts);
        }
    }

    /** The first part that leads to a match. */
    record Alternation(List<Pattern> parts) implements Pattern {
        public Alternation {
            parts = List.copyOf(parts);
        }
    }

    /** Between min and max times, as often as possible, or as seldom as possible when reluctant. */
    record Quantified(Pattern part, int min, int max, boolean isReluctant) implements Pattern {}

    /** All parts in any order. */
    record Permutation(List<Pattern> parts) implements Pattern {
        public Permutation {
            parts = List.copyOf(parts);
        }
    }

    /** Matched but left out of ALL ROWS PER MATCH. */
    record Exclusion(Pattern part) implements Pattern {}

    /** Beginning or end of the partition. */
    record Anchor(boolean isStart) implements Pattern {}

    /** Matches no row. */
    record Empty() implements Pattern {}
}
