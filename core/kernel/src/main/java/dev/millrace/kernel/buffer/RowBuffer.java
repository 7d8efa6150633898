// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.buffer;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Rows of one key in order of event time, ties as a comparator says and then by arrival. Positions are counted from the
 * first row ever, so they stay valid when old rows are dropped from the front; rows that are inserted shift those behind.
 *
 * <p>Saved in chunks of four rows: only chunks that changed are written, and dropping rows writes nothing until a whole chunk
 * is gone. Part numbers are used again, the least free one first, because hosts keep a bit for each up to the greatest. The
 * owner's head keeps {@link #first}.
 */
public final class RowBuffer {
    /** The last chunk is written with every row: with 16 rows a chunk that was a third of the work of a pipeline. */
    private static final int CHUNK_BITS = 2;

    private static final int INITIAL_ROWS = 8;
    private static final long FREE = -1;

    private Row[] rows = new Row[INITIAL_ROWS];
    private int head;
    private int size;
    private long first;
    /** Rows at and behind this position are not saved yet. */
    private long savedTo;
    /** First and last row that was replaced since the last save: apart from those that are new. */
    private long changedFrom = Long.MAX_VALUE;

    private long changedTo = -1;
    private final int firstPart;
    private final int partStep;
    /** Chunk that storage holds in each part, {@link #FREE} where it holds none. */
    private long[] stored = {};
    /** Storage holds no chunk before or behind these; after a load nothing is known. */
    private long storedFrom = Long.MIN_VALUE;

    private long storedTo = Long.MAX_VALUE;

    private Map<Long, Row[]> loading;

    /**
     * An empty buffer.
     *
     * @param firstPart number of the first part for rows; those below are the owner's
     */
    public RowBuffer(int firstPart) {
        this(firstPart, 1);
    }

    /**
     * An empty buffer that shares the part numbers with others.
     *
     * @param partStep distance of its part numbers, 1 or more
     */
    public RowBuffer(int firstPart, int partStep) {
        this.firstPart = firstPart;
        this.partStep = partStep;
    }

    /** Position of the oldest row. */
    public long first() {
        return first;
    }

    /** Position behind the newest row. */
    public long end() {
        return first + size;
    }

    public int size() {
        return size;
    }

    public Row get(long position) {
        return rows[head + (int) (position - first)];
    }

    public long timeAt(long position) {
        return rows[head + (int) (position - first)].timeMs();
    }

    /** Puts another row in a place, or the same one with other values; its time must be the same. */
    public void set(long position, Row row) {
        rows[head + (int) (position - first)] = row;
        changedFrom = Math.min(changedFrom, position);
        changedTo = Math.max(changedTo, position);
    }

    /**
     * Inserts a row where it belongs.
     *
     * @param ties order of rows of one time, null for order of arrival
     * @return its position
     */
    public long add(Row row, Comparator<Row> ties) {
        if (head + size == rows.length) {
            makeRoom();
        }
        int at = head + size;
        while (at > head && isBefore(row, rows[at - 1], ties)) {
            at--;
        }
        if (at < head + size) {
            System.arraycopy(rows, at, rows, at + 1, head + size - at);
        }
        rows[at] = row;
        size++;
        long position = first + at - head;
        savedTo = Math.min(savedTo, position);
        return position;
    }

    private static boolean isBefore(Row row, Row other, Comparator<Row> ties) {
        if (row.timeMs() != other.timeMs()) {
            return row.timeMs() < other.timeMs();
        }
        return ties != null && ties.compare(row, other) < 0;
    }

    private void makeRoom() {
        if (head > rows.length / 2) {
            System.arraycopy(rows, head, rows, 0, size);
            Arrays.fill(rows, size, head + size, null);
            head = 0;
        } else {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
    }

    /**
     * Position of the row that a row takes back: one of the same time with the same position in the log, and with equal values
     * if there are several; without a position one with equal values. -1 when there is none.
     */
    public long find(Row row) {
        long found = -1;
        for (long position = lowerBound(row.timeMs()); position < end(); position++) {
            Row candidate = get(position);
            if (candidate.timeMs() != row.timeMs()) {
                break;
            }
            boolean isSamePlace = candidate.partition() == row.partition() && candidate.offset() == row.offset();
            boolean isEqual = hasSameValues(candidate, row);
            if (isSamePlace && isEqual) {
                return position;
            }
            boolean isFit = row.offset() >= 0 ? isSamePlace : isEqual;
            found = isFit && found < 0 ? position : found;
        }
        return found;
    }

    /** Whether a row begins with the values of another one that may be shorter. */
    private static boolean hasSameValues(Row longer, Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (longer.isNull(i) != row.isNull(i)
                    || longer.wordAt(i) != row.wordAt(i)
                    || !Objects.equals(longer.objectAt(i), row.objectAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Takes one row out; rows behind it move up. */
    public Row remove(long position) {
        int at = head + (int) (position - first);
        Row removed = rows[at];
        System.arraycopy(rows, at + 1, rows, at, head + size - at - 1);
        size--;
        rows[head + size] = null;
        savedTo = Math.min(savedTo, position);
        return removed;
    }

    /** Drops the oldest row. */
    public Row removeFirst() {
        Row removed = rows[head];
        rows[head++] = null;
        first++;
        size--;
        if (size == 0) {
            head = 0;
        }
        savedTo = Math.max(savedTo, first);
        return removed;
    }

    /** Position of the first row whose time is not before that, {@link #end} when there is none. */
    public long lowerBound(long timeMs) {
        return search(timeMs, false);
    }

    /** Position of the first row whose time is after that, {@link #end} when there is none. */
    public long upperBound(long timeMs) {
        return search(timeMs, true);
    }

    private long search(long timeMs, boolean isAfter) {
        int low = head;
        int high = head + size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long found = rows[middle].timeMs();
            if (found < timeMs || (isAfter && found == timeMs)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return first + low - head;
    }

    /** Forgets all rows; positions go on. */
    public void clear() {
        while (size > 0) {
            removeFirst();
        }
    }

    /** Writes chunks that changed, or all. */
    public void save(RowCodec codec, boolean isAll, StateCodec.Parts out) {
        long fromChunk = first >> CHUNK_BITS;
        long toChunk = size == 0 ? fromChunk : ((end() - 1) >> CHUNK_BITS) + 1;
        deleteOutside(fromChunk, toChunk, out);
        long firstWritten = isAll ? fromChunk : Math.min(savedTo, changedFrom) >> CHUNK_BITS;
        for (long chunk = Math.max(fromChunk, firstWritten); chunk < toChunk; chunk++) {
            boolean isChanged = chunk >= changedFrom >> CHUNK_BITS && chunk <= changedTo >> CHUNK_BITS;
            boolean isNew = savedTo < end() && chunk >= savedTo >> CHUNK_BITS;
            if (isAll || isChanged || isNew) {
                saveChunk(chunk, codec, out.part(part(chunk)));
            }
        }
        markSaved();
    }

    private void deleteOutside(long fromChunk, long toChunk, StateCodec.Parts out) {
        boolean isSmaller = fromChunk > storedFrom || toChunk < storedTo;
        storedFrom = fromChunk;
        storedTo = toChunk;
        for (int i = 0; isSmaller && i < stored.length; i++) {
            if (stored[i] != FREE && (stored[i] < fromChunk || stored[i] >= toChunk)) {
                stored[i] = FREE;
                out.delete(firstPart + i * partStep);
            }
        }
    }

    private void markSaved() {
        savedTo = end();
        changedFrom = Long.MAX_VALUE;
        changedTo = -1;
    }

    private void saveChunk(long chunk, RowCodec codec, ByteWriter out) {
        long from = Math.max(first, chunk << CHUNK_BITS);
        long to = Math.min(end(), (chunk + 1) << CHUNK_BITS);
        out.writeVarLong(from);
        out.writeVarInt((int) (to - from));
        for (long position = from; position < to; position++) {
            codec.writeWithOrigin(get(position), out);
        }
    }

    /** Part of a chunk: the one that holds it, else the first free one. */
    private int part(long chunk) {
        int free = stored.length;
        for (int i = stored.length - 1; i >= 0; i--) {
            if (stored[i] == chunk) {
                return firstPart + i * partStep;
            }
            free = stored[i] == FREE ? i : free;
        }
        hold(free, chunk);
        return firstPart + free * partStep;
    }

    private void hold(int index, long chunk) {
        if (index >= stored.length) {
            int length = stored.length;
            stored = Arrays.copyOf(stored, Math.max(index + 1, length * 2));
            Arrays.fill(stored, length, stored.length, FREE);
        }
        stored[index] = chunk;
    }

    /** Reads one chunk from the part that it was saved as. */
    public void load(RowCodec codec, int part, ByteReader in) {
        long from = in.readVarLong();
        hold((part - firstPart) / partStep, from >> CHUNK_BITS);
        Row[] chunk = new Row[in.readVarInt()];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = codec.readWithOrigin(in);
        }
        if (loading == null) {
            loading = new TreeMap<>();
        }
        loading.put(from, chunk);
    }

    /**
     * Puts the chunks together.
     *
     * @param firstPosition that {@link #first} was when the head was saved
     * @param end that {@link #end} was
     */
    public void loaded(long firstPosition, long end) {
        first = firstPosition;
        if (loading != null) {
            loading.forEach((from, chunk) -> append(from, chunk, end));
            loading = null;
        }
        markSaved();
    }

    private void append(long from, Row[] chunk, long end) {
        for (int i = 0; i < chunk.length; i++) {
            if (from + i < first || from + i >= end) {
                continue;
            }
            if (size == rows.length) {
                makeRoom();
            }
            rows[size++] = chunk[i];
        }
    }
}
