// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.model.Row;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Names of our headers, and whole numbers as text in them. */
public final class RecordHeaders {
    /** What the row does to the result: {@code +I}, {@code +U} or {@code -D}. */
    public static final String KIND = "mr.kind";
    /** Revision of the result, from 0. */
    public static final String REVISION = "mr.revision";
    /** Event time, epoch milliseconds. */
    public static final String TIME = "mr.time";
    /** When the reading arrived, epoch microseconds. */
    public static final String ARRIVAL = "mr.arrival";
    /** When the engine wrote the result, epoch microseconds. */
    public static final String PROCESSED = "mr.processed";

    /** Marks a record without value as a message of the engine to itself: {@code idle} or {@code end}. */
    public static final String CONTROL = "mr.control";

    private RecordHeaders() {}

    /** Adds a number as text. */
    public static void add(Headers headers, String name, long value) {
        headers.add(name, ascii(value));
    }

    /** Number of a header, {@link Row#NO_TIME} when it is missing or no number. */
    public static long number(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? Row.NO_TIME : parse(header.value());
    }

    /** Text of a header, empty when it is missing. */
    public static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), ISO_8859_1);
    }

    static byte[] ascii(long value) {
        return Long.toString(value).getBytes(ISO_8859_1);
    }

    /** Without the garbage of a String: once for every reading. */
    private static long parse(byte[] text) {
        boolean isNegative = text.length > 1 && text[0] == '-';
        int from = isNegative ? 1 : 0;
        if (from == text.length || text.length - from > 18) {
            return Row.NO_TIME;
        }
        long value = 0;
        for (int i = from; i < text.length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Row.NO_TIME;
            }
            value = value * 10 + digit;
        }
        return isNegative ? -value : value;
    }
}
