// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/** Kind of a value. The storage tells how {@link Row} keeps it. */
public enum TypeKind {
    BOOLEAN(Storage.WORD),
    TINYINT(Storage.WORD),
    SMALLINT(Storage.WORD),
    INT(Storage.WORD),
    BIGINT(Storage.WORD),
    /** Kept as the bits of a double; rounded to float on assignment. */
    FLOAT(Storage.WORD),
    DOUBLE(Storage.WORD),
    /** {@link java.math.BigDecimal} with exactly the scale of the type. */
    DECIMAL(Storage.OBJECT),
    /** {@link String}, any length. */
    STRING(Storage.OBJECT),
    /** {@code byte[]}, never changed after it was put in a row. */
    BYTES(Storage.OBJECT),
    /** Days since 1970-01-01. */
    DATE(Storage.WORD),
    /** Milliseconds of the day. */
    TIME(Storage.WORD),
    /** Wall time without a zone, milliseconds since 1970-01-01T00:00 in UTC. */
    TIMESTAMP(Storage.WORD),
    /** A point in time, epoch milliseconds. */
    TIMESTAMP_LTZ(Storage.WORD),
    /** Length of time in milliseconds; only inside expressions. */
    INTERVAL_DAY(Storage.WORD),
    /** Length of time in months; only inside expressions. */
    INTERVAL_MONTH(Storage.WORD),
    /** {@link Row} with the schema of {@link DataType#fields()}. */
    ROW(Storage.OBJECT),
    /** Unmodifiable {@link java.util.List} of boxed values, see {@link Row#valueAt}. */
    ARRAY(Storage.OBJECT),
    /** Unmodifiable {@link java.util.Map} of boxed values in order of insertion. */
    MAP(Storage.OBJECT);

    /** Where a row keeps a value. */
    public enum Storage {
        /** In a 64-bit word. */
        WORD,
        /** As a reference. */
        OBJECT
    }

    private final Storage storage;

    TypeKind(Storage storage) {
        this.storage = storage;
    }

    public Storage storage() {
        return storage;
    }

    public boolean isWord() {
        return storage == Storage.WORD;
    }

    /** Whole numbers: TINYINT to BIGINT. */
    public boolean isInteger() {
        return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
    }

    /** FLOAT and DOUBLE. */
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    public boolean isNumeric() {
        return isInteger() || isFloating() || this == DECIMAL;
    }

    /** TIMESTAMP and TIMESTAMP_LTZ. */
    public boolean isTimestamp() {
        return this == TIMESTAMP || this == TIMESTAMP_LTZ;
    }
}
