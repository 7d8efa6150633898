// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import dev.millrace.model.Row;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One order of arrival for the rows of several files. The rows of a file keep their order; files are merged by the greatest event
 * time so far, and tables without a time attribute, which are tables to look things up in, come first.
 */
final class Arrivals {
    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private Arrivals() {}

    /** A row on its way. */
    record Arrival(String table, Row row) {}

    static List<Arrival> of(List<InputFile> files) {
        List<Arrival> merged = new ArrayList<>();
        int[] next = new int[files.size()];
        long[] reached = new long[files.size()];
        Arrays.fill(reached, BEFORE_ALL);
        int total = files.stream().mapToInt(file -> file.rows().size()).sum();
        while (merged.size() < total) {
            int earliest = -1;
            for (int i = 0; i < files.size(); i++) {
                if (next[i] < files.get(i).rows().size()) {
                    reached[i] = Math.max(reached[i], timeMs(files.get(i), next[i]));
                    earliest = earliest < 0 || reached[i] < reached[earliest] ? i : earliest;
                }
            }
            InputFile file = files.get(earliest);
            merged.add(new Arrival(file.table().name(), file.rows().get(next[earliest]++)));
        }
        return merged;
    }

    private static long timeMs(InputFile file, int row) {
        TableDefinition table = file.table();
        int column = table.time()
                .map(time -> table.table().schema().indexOf(table.schema().name(time.column())))
                .orElse(-1);
        Row at = file.rows().get(row);
        return column < 0 || at.isNull(column) ? BEFORE_ALL : at.longAt(column);
    }
}
