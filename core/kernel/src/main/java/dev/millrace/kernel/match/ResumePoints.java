// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import java.util.ArrayDeque;
import java.util.Deque;

/** Moments between two searches, to which a key goes back when a row comes out of order. The oldest is always kept. */
final class ResumePoints {
    /** A new point about every so many rows: less is more memory, more is longer replays. */
    private static final int SPACING_ROWS = 64;

    private final Deque<Point> points = new ArrayDeque<>();

    /**
     * Where a search went on.
     *
     * @param examinedTo last row, and {@code examinedMs} last time, that decisions before depend on
     */
    record Point(long start, long examinedTo, long examinedMs, Counts counts) {
        static Point of(SearchState search) {
            Counts counts = new Counts(search.number, search.sequence, search.matchedTo);
            return new Point(search.start, search.examinedTo, search.examinedMs, counts);
        }

        boolean isSafeFor(long position, long timeMs) {
            return timeMs > examinedMs || (timeMs == examinedMs && position > examinedTo);
        }
    }

    /** What a search had counted there, see {@link SearchState}. */
    record Counts(long number, long sequence, long matchedTo) {}

    ResumePoints() {
        points.add(new Point(0, -1, Row.NO_TIME, new Counts(0, 0, 0)));
    }

    /** Notes a moment between two searches when the last one is some rows ago. */
    void note(SearchState search) {
        if (search.start - points.getLast().start() >= SPACING_ROWS) {
            points.addLast(Point.of(search));
        }
    }

    /** Goes back to before a row. */
    Point rewind(long position, long timeMs) {
        while (points.size() > 1 && !points.getLast().isSafeFor(position, timeMs)) {
            points.removeLast();
        }
        return points.getLast();
    }

    /** Forgets points that no row from that time on can need. */
    void dropBefore(long oldestMs) {
        while (points.size() > 1) {
            Point oldest = points.removeFirst();
            if (points.getFirst().examinedMs() >= oldestMs) {
                points.addFirst(oldest);
                return;
            }
        }
    }

    /** Forgets the oldest point, unless it is the only one. */
    boolean dropOldest() {
        if (points.size() == 1) {
            return false;
        }
        points.removeFirst();
        return true;
    }

    /** Starts again from a search. */
    void reset(SearchState search) {
        points.clear();
        points.add(Point.of(search));
    }

    Point oldest() {
        return points.getFirst();
    }

    void save(ByteWriter out) {
        out.writeVarInt(points.size());
        for (Point point : points) {
            out.writeVarLong(point.start());
            out.writeVarLong(point.examinedTo());
            out.writeLong(point.examinedMs());
            out.writeVarLong(point.counts().number());
            out.writeVarLong(point.counts().sequence());
            out.writeVarLong(point.counts().matchedTo());
        }
    }

    void load(ByteReader in) {
        points.clear();
        for (int i = in.readVarInt(); i > 0; i--) {
            long start = in.readVarLong();
            long examinedTo = in.readVarLong();
            long examinedMs = in.readLong();
            Counts counts = new Counts(in.readVarLong(), in.readVarLong(), in.readVarLong());
            points.addLast(new Point(start, examinedTo, examinedMs, counts));
        }
    }
}
