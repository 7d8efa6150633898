// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.math.BigDecimal;

/**
 * One row: typed slots without boxing, and what the kernel must know of it (kind, times, origin).
 *
 * <p>A slot is either a 64-bit word (numbers, booleans, times) or a reference (strings, decimals, nested values); the
 * schema tells which. A row does not know its schema. It is written by the one who made it and never changed after it was
 * handed on, so operators may keep references to it. Not thread-safe while it is written.
 *
 * <p>Cost: 80 bytes and 16 bytes per column, besides the referenced objects.
 */
public final class Row {
    /** Time of a row that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final int size;
    /** One word a column, then the null bits, 64 columns a word. */
    private final long[] words;
    /** Null when no column was ever set to an object. */
    private Object[] objects;

    private RowKind kind = RowKind.INSERT;
    private int revision;
    private long timeMs = NO_TIME;
    private long progressMs = NO_TIME;
    private long arrivalMicros = NO_TIME;
    private int partition = -1;
    private long offset = -1;

    /** A row whose columns are all NULL. */
    public Row(int size) {
        this.size = size;
        this.words = new long[size + ((size + 63) >>> 6)];
        for (int i = size; i < words.length; i++) {
            words[i] = -1L;
        }
    }

    private Row(Row source) {
        size = source.size;
        words = source.words.clone();
        objects = source.objects == null ? null : source.objects.clone();
        copyOrigin(source);
        kind = source.kind;
        revision = source.revision;
    }

    public int size() {
        return size;
    }

    public Row copy() {
        return new Row(this);
    }

    public boolean isNull(int column) {
        return (words[size + (column >>> 6)] & (1L << column)) != 0;
    }

    /** Word of a column: whole numbers and times as they are, BOOLEAN 0 or 1, DOUBLE and FLOAT as the bits of a double. */
    public long wordAt(int column) {
        return words[column];
    }

    public long longAt(int column) {
        return words[column];
    }

    public double doubleAt(int column) {
        return Double.longBitsToDouble(words[column]);
    }

    public boolean booleanAt(int column) {
        return words[column] != 0;
    }

    /** Object of a column, null when the column is NULL or holds a word. */
    public Object objectAt(int column) {
        return objects == null ? null : objects[column];
    }

    public String stringAt(int column) {
        return (String) objectAt(column);
    }

    public BigDecimal decimalAt(int column) {
        return (BigDecimal) objectAt(column);
    }

    /**
     * Boxed value, for edges and tests: Boolean, Integer (TINYINT to INT), Long (BIGINT, DATE, TIME, timestamps), Float,
     * Double, BigDecimal, String, byte[], Row, List, Map; null for NULL.
     */
    public Object valueAt(int column, DataType type) {
        if (isNull(column)) {
            return null;
        }
        return type.kind().isWord() ? Words.box(type.kind(), words[column]) : objectAt(column);
    }

    public void setNull(int column) {
        words[column] = 0;
        words[size + (column >>> 6)] |= 1L << column;
        if (objects != null) {
            objects[column] = null;
        }
    }

    public void setWord(int column, long word) {
        words[column] = word;
        words[size + (column >>> 6)] &= ~(1L << column);
    }

    public void setLong(int column, long value) {
        setWord(column, value);
    }

    public void setDouble(int column, double value) {
        setWord(column, Double.doubleToRawLongBits(value));
    }

    public void setBoolean(int column, boolean value) {
        setWord(column, value ? 1 : 0);
    }

    /** Sets an object; null makes the column NULL. */
    public void setObject(int column, Object value) {
        if (value == null) {
            setNull(column);
            return;
        }
        if (objects == null) {
            objects = new Object[size];
        }
        objects[column] = value;
        words[size + (column >>> 6)] &= ~(1L << column);
    }

    /** Sets a boxed value as {@link #valueAt} gives it. */
    public void setValue(int column, DataType type, Object value) {
        if (value == null) {
            setNull(column);
        } else if (type.kind().isWord()) {
            setWord(column, Words.unbox(type.kind(), value));
        } else {
            setObject(column, value);
        }
    }

    /** Copies one column of another row, whatever its type. */
    public void setFrom(int column, Row source, int sourceColumn) {
        if (source.isNull(sourceColumn)) {
            setNull(column);
            return;
        }
        Object object = source.objectAt(sourceColumn);
        if (object != null) {
            setObject(column, object);
        } else {
            setWord(column, source.words[sourceColumn]);
        }
    }

    /** Takes time, progress, arrival and position of the row that caused this one. */
    public Row copyOrigin(Row source) {
        timeMs = source.timeMs;
        progressMs = source.progressMs;
        arrivalMicros = source.arrivalMicros;
        partition = source.partition;
        offset = source.offset;
        return this;
    }

    public RowKind kind() {
        return kind;
    }

    public Row withKind(RowKind newKind) {
        kind = newKind;
        return this;
    }

    /** 0 for the first value of a result, one more with every correction. */
    public int revision() {
        return revision;
    }

    public Row withRevision(int newRevision) {
        revision = newRevision;
        return this;
    }

    /** Event time, epoch milliseconds; {@link #NO_TIME} when the table has no time attribute. */
    public long timeMs() {
        return timeMs;
    }

    public Row withTimeMs(long newTimeMs) {
        timeMs = newTimeMs;
        return this;
    }

    /**
     * Progress of the stream just before this row: greatest event time of the partition less the bound.
     * {@link #NO_TIME} before the first row. Set by the host.
     */
    public long progressMs() {
        return progressMs;
    }

    public Row withProgressMs(long newProgressMs) {
        progressMs = newProgressMs;
        return this;
    }

    /** When the reading reached the gateway or engine, epoch microseconds; {@link #NO_TIME} when not known. */
    public long arrivalMicros() {
        return arrivalMicros;
    }

    public Row withArrivalMicros(long newArrivalMicros) {
        arrivalMicros = newArrivalMicros;
        return this;
    }

    /** Partition of the record that this row came from, -1 when there is none. */
    public int partition() {
        return partition;
    }

    /** Offset of the record that this row came from, -1 when there is none. */
    public long offset() {
        return offset;
    }

    public Row withPosition(int newPartition, long newOffset) {
        partition = newPartition;
        offset = newOffset;
        return this;
    }
}
