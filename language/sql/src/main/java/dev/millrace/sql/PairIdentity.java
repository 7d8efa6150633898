// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.StreamJoin.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tells the pairs of two keyed inputs. A part of one side's identity that the join equates with a column of the other side
 * says nothing more when that other side is always there: a row then has at most one partner in that respect.
 */
record PairIdentity(StreamJoin join, Identity left, Identity right) {
    private record Equality(int left, int right) {}

    Identity identity() {
        Kind kind = join.kind();
        boolean isLeftThere = kind == Kind.INNER || kind == Kind.LEFT;
        boolean isRightThere = kind == Kind.INNER || kind == Kind.RIGHT;
        List<Set<Integer>> parts = new ArrayList<>();
        if (isLeftThere) {
            left.parts().forEach(part -> parts.add(withEqual(part, kind == Kind.INNER)));
            right.parts().stream()
                    .filter(part -> equalities().stream().noneMatch(e -> part.contains(e.right())))
                    .forEach(part -> parts.add(moved(part)));
        } else {
            left.parts().stream()
                    .filter(part -> !isRightThere || equalities().stream().noneMatch(e -> part.contains(e.left())))
                    .forEach(parts::add);
            right.parts().forEach(part -> parts.add(moved(part)));
        }
        return new Identity(parts);
    }

    /** The part of the left side, with the right columns that say the same. */
    private Set<Integer> withEqual(Set<Integer> part, boolean isRightThere) {
        Set<Integer> all = new TreeSet<>(part);
        if (isRightThere) {
            equalities().stream().filter(e -> part.contains(e.left())).forEach(e -> right.parts().stream()
                    .filter(p -> p.contains(e.right()))
                    .forEach(p -> all.addAll(moved(p))));
        }
        return all;
    }

    private List<Equality> equalities() {
        List<Equality> equalities = new ArrayList<>();
        for (int i = 0; i < join.left().keys().size(); i++) {
            equalities.add(
                    new Equality(join.left().keys().get(i), join.right().keys().get(i)));
        }
        if (join.left().windowEnd() >= 0) {
            equalities.add(new Equality(join.left().windowEnd(), join.right().windowEnd()));
        }
        return equalities;
    }

    private Set<Integer> moved(Set<Integer> part) {
        Set<Integer> moved = new TreeSet<>();
        part.forEach(column -> moved.add(column + join.left().input().schema().size()));
        return moved;
    }
}
