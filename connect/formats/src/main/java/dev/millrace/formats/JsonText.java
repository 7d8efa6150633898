// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.millrace.model.ByteWriter;

/** Numbers and texts in JSON's notation. One thread. */
final class JsonText {
    private static final int LONG_CHARS = 20;
    /** Below it a decimal of so few digits is the only one near its double. */
    private static final double SHORT_LIMIT = 1e15;

    private static final double[] TEN = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    private final byte[] digits = new byte[LONG_CHARS];

    void ascii(String text, ByteWriter out) {
        Timestamps.ascii(text, out);
    }

    void number(long value, ByteWriter out) {
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808", out);
            return;
        }
        if (value < 0) {
            out.writeByte('-');
        }
        unsigned(Math.abs(value), 1, out);
    }

    /** Shortest decimal that reads back as the same double; NULL for NaN and infinities, which JSON has not. */
    void number(double value, ByteWriter out) {
        if (!Double.isFinite(value)) {
            ascii("null", out);
            return;
        }
        double magnitude = Math.abs(value);
        for (int places = 1; places < TEN.length && magnitude >= 1e-3; places++) {
            double scaled = Math.rint(magnitude * TEN[places]);
            if (scaled >= SHORT_LIMIT) {
                break;
            }
            if (scaled / TEN[places] == magnitude) {
                decimal(value < 0, (long) scaled, places, out);
                return;
            }
        }
        ascii(NumberOutput.toString(value, true), out);
    }

    void number(float value, ByteWriter out) {
        ascii(Float.isFinite(value) ? NumberOutput.toString(value, true) : "null", out);
    }

    private void decimal(boolean isNegative, long scaled, int places, ByteWriter out) {
        if (isNegative) {
            out.writeByte('-');
        }
        long weight = (long) TEN[places];
        unsigned(scaled / weight, 1, out);
        out.writeByte('.');
        unsigned(scaled % weight, places, out);
    }

    private void unsigned(long value, int digitsMin, ByteWriter out) {
        int from = LONG_CHARS;
        long rest = value;
        while (rest > 0 || LONG_CHARS - from < digitsMin) {
            digits[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.writeRaw(digits, from, LONG_CHARS - from);
    }

    /** Text in quotes with its escapes. */
    void string(String value, ByteWriter out) {
        out.writeByte('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                rest(value, i, out);
                break;
            }
            ascii(c, out);
        }
        out.writeByte('"');
    }

    /** From the first character that is not ASCII: encodes it all and goes on by bytes. */
    private void rest(String value, int from, ByteWriter out) {
        for (byte b : value.substring(from).getBytes(UTF_8)) {
            if (b < 0) {
                out.writeByte(b);
            } else {
                ascii((char) b, out);
            }
        }
    }

    private void ascii(char c, ByteWriter out) {
        if (c >= ' ' && c != '"' && c != '\\') {
            out.writeByte(c);
            return;
        }
        out.writeByte('\\');
        switch (c) {
            case '"', '\\' -> out.writeByte(c);
            case '\n' -> out.writeByte('n');
            case '\r' -> out.writeByte('r');
            case '\t' -> out.writeByte('t');
            case '\b' -> out.writeByte('b');
            case '\f' -> out.writeByte('f');
            default -> {
                ascii("u00", out);
                out.writeByte(HEX[c >> 4]);
                out.writeByte(HEX[c & 0xF]);
            }
        }
    }
}
