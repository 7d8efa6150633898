// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Walks over the bytes of one JSON text and checks them as RFC 8259 says: no leniency. Text must be UTF-8 without a byte order
 * mark, escaped surrogates must come in pairs, nesting ends at 512 levels. Reusable, one thread.
 *
 * <p>Every method begins at the next byte and ends behind what it has read; faults are thrown as {@link FormatException}.
 */
final class JsonScanner {
    static final int MAX_DEPTH = 512;
    /** Returned by {@link #peek} behind the last byte. */
    static final int END = -1;

    private byte[] bytes;
    private int at;
    private int end;
    private int depth;

    private int textFrom;
    private int textTo;
    private boolean isEscaped;
    private final JsonNumber number = new JsonNumber();

    void reset(byte[] newBytes, int from, int length) {
        bytes = newBytes;
        at = from;
        end = from + length;
        depth = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    /** Arrays and objects that are open. */
    int depth() {
        return depth;
    }

    /** Goes back or forth to a place inside of so many arrays and objects. */
    void moveTo(int position, int newDepth) {
        at = position;
        depth = newDepth;
    }

    /** Next byte that is no white space, not consumed; {@link #END} when there is none. */
    int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b > ' ' || b < 0) {
                return b & 0xFF;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return END;
    }

    /** Consumes the byte that {@link #peek} gave. */
    void take() {
        at++;
    }

    /** Consumes white space and this byte. */
    void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected("'" + wanted + "'");
        }
        at++;
    }

    /** Consumes the byte when it is next. */
    boolean takeIf(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** After an element: true when a comma follows, false when the closing bracket did; both are consumed. */
    boolean hasMore(char close) {
        int next = peek();
        if (next == ',') {
            at++;
            return true;
        }
        if (next == close) {
            at++;
            depth--;
            return false;
        }
        throw unexpected("',' or '" + close + "'");
    }

    /** Consumes an opening bracket; true when an element follows, false when it was closed at once. */
    boolean enter(char open, char close) {
        expect(open);
        if (++depth > MAX_DEPTH) {
            throw FormatException.malformed("nesting is deeper than " + MAX_DEPTH + " levels", at - 1);
        }
        if (takeIf(close)) {
            depth--;
            return false;
        }
        return true;
    }

    /** Consumes any value, checking it. */
    void skipValue() {
        switch (peek()) {
            case '"' -> scanString();
            case '{' -> skipObject();
            case '[' -> skipArray();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> scanNumber();
        }
    }

    private void skipObject() {
        for (boolean more = enter('{', '}'); more; more = hasMore('}')) {
            scanName();
            skipValue();
        }
    }

    private void skipArray() {
        for (boolean more = enter('[', ']'); more; more = hasMore(']')) {
            skipValue();
        }
    }

    /** Consumes a name and its colon; the name is then the scanned text. */
    void scanName() {
        scanString();
        expect(':');
    }

    /** Consumes {@code null} when it is next. */
    boolean takeNull() {
        if (peek() != 'n') {
            return false;
        }
        word("null");
        return true;
    }

    /** Consumes one of the three words. */
    void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw unexpected("a value");
            }
        }
        at += word.length();
    }

    /** Consumes a string; {@link #text} and the accessors beside it tell it afterwards. */
    void scanString() {
        if (peek() != '"') {
            throw unexpected("a name or text in quotes");
        }
        byte[] text = bytes;
        int i = at + 1;
        textFrom = i;
        isEscaped = false;
        int plainEnd = PlainJson.textEnd(text, i, end);
        if (plainEnd >= 0) {
            textTo = plainEnd;
            at = plainEnd + 1;
            return;
        }
        while (i < end) {
            byte b = text[i];
            if (b == '"') {
                textTo = i;
                at = i + 1;
                return;
            }
            if (b == '\\') {
                isEscaped = true;
                i = JsonEscapes.skip(text, i, end);
            } else if (b < 0) {
                i = Utf8.skip(text, i, end);
            } else if (b < ' ') {
                throw FormatException.malformed(
                        "control character 0x%02X is inside a text; it must be escaped".formatted(b), i);
            } else {
                i++;
            }
        }
        throw FormatException.malformed("text is not closed", at);
    }

    int textFrom() {
        return textFrom;
    }

    int textTo() {
        return textTo;
    }

    boolean isEscaped() {
        return isEscaped;
    }

    /** Text of the string scanned last. */
    String text() {
        return isEscaped
                ? JsonEscapes.decode(bytes, textFrom, textTo)
                : new String(bytes, textFrom, textTo - textFrom, UTF_8);
    }

    /** Consumes a number. */
    JsonNumber scanNumber() {
        int next = peek();
        if (next != '-' && (next < '0' || next > '9')) {
            throw unexpected("a value");
        }
        at = number.scan(bytes, at, end);
        return number;
    }

    /** Bytes from a position to here as text, for messages and raw values. */
    String rawFrom(int from) {
        return new String(bytes, from, at - from, UTF_8);
    }

    FormatException unexpected(String wanted) {
        if (at >= end) {
            return FormatException.malformed("message ends where " + wanted + " is wanted", at);
        }
        int found = bytes[at] & 0xFF;
        String shown = found > ' ' && found < 0x7F
                ? "'" + new String(bytes, at, 1, ISO_8859_1) + "'"
                : "byte 0x%02X".formatted(found);
        return FormatException.malformed(shown + " stands where " + wanted + " is wanted", at);
    }
}
