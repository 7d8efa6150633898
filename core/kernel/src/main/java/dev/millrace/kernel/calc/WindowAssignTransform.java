// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.calc;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.KernelError;
import dev.millrace.kernel.Transform;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.WindowAssign;
import dev.millrace.plan.WindowSpec;

/**
 * Gives every row once for each of its windows, earliest window first, with {@code window_start}, {@code window_end} and {@code
 * window_time} appended. A row without event time goes to the ledger as INVALID.
 */
public final class WindowAssignTransform implements Transform {
    private final WindowSpec window;
    private final int timeColumn;
    private final int columns;
    /** Whether window_time is the time attribute of what follows, else the reading's own time stays it. */
    private final boolean isWindowTime;

    public WindowAssignTransform(WindowAssign node) {
        window = node.window();
        timeColumn = node.input().timeColumn();
        columns = node.input().schema().size();
        isWindowTime = node.timeColumn() == columns + 2;
        if (window.kind() == WindowSpec.Kind.SESSION) {
            throw MillraceException.of(
                    KernelError.WINDOW_NOT_SUPPORTED,
                    "SESSION windows are used without aggregation, but their ends are only known later",
                    "Aggregate by window_start and window_end, or use TUMBLE or HOP.");
        }
    }

    @Override
    public void process(Row row, Collector out) {
        long timeMs = timeOf(row);
        if (timeMs == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "time attribute is NULL, so the row belongs to no window");
            return;
        }
        if (window.kind() == WindowSpec.Kind.CUMULATE) {
            cumulate(row, timeMs, out);
        } else {
            hop(row, timeMs, out);
        }
    }

    private long timeOf(Row row) {
        if (timeColumn < 0) {
            return row.timeMs();
        }
        return row.isNull(timeColumn) ? Row.NO_TIME : row.longAt(timeColumn);
    }

    private void hop(Row row, long timeMs, Collector out) {
        long last = timeMs - Math.floorMod(timeMs - window.offsetMs(), window.slideMs());
        long first = last - window.sizeMs() + window.slideMs();
        for (long start = first; start <= last; start += window.slideMs()) {
            out.emit(withWindow(row, start, start + window.sizeMs()));
        }
    }

    private void cumulate(Row row, long timeMs, Collector out) {
        long start = timeMs - Math.floorMod(timeMs - window.offsetMs(), window.sizeMs());
        long step = window.slideMs();
        long firstEnd = start + Math.floorDiv(timeMs - start, step) * step + step;
        for (long end = firstEnd; end <= start + window.sizeMs(); end += step) {
            out.emit(withWindow(row, start, end));
        }
    }

    private Row withWindow(Row row, long startMs, long endMs) {
        Row assigned = new Row(columns + 3);
        for (int i = 0; i < columns; i++) {
            assigned.setFrom(i, row, i);
        }
        assigned.setLong(columns, startMs);
        assigned.setLong(columns + 1, endMs);
        assigned.setLong(columns + 2, endMs - 1);
        assigned.copyOrigin(row).withKind(row.kind()).withRevision(row.revision());
        return isWindowTime ? assigned.withTimeMs(endMs - 1) : assigned;
    }
}
