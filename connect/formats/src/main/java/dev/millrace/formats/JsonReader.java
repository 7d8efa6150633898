// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages that are one object, an array of objects, or objects one a line (NDJSON). One thread.
 *
 * <p>Keeps about 1 MiB of recently seen texts at most. A missing field is NULL, or INVALID when the column is NOT NULL.
 */
public final class JsonReader implements Format.Reader {
    private final JsonScanner in = new JsonScanner();
    private final JsonRowDecoder root;

    JsonReader(Schema schema, boolean[] isNeeded) {
        root = new JsonRowDecoder(schema, isNeeded, new StringCache());
    }

    /** Receives the readings of a message one by one, each with its place in the message. */
    public interface Each {
        /** A reading, from its first byte up to, not including, {@code to}. */
        void row(Row row, int from, int to);

        /** What is no reading; everything up to {@code to} was given up. */
        void rejected(Rejected rejected, int from, int to);
    }

    @Override
    public void read(byte[] bytes, int from, int length, Out out) {
        Row row = null;
        try {
            in.reset(bytes, from, length);
            row = in.peek() == '{' ? root.decode(in) : null;
        } catch (FormatException e) {
            if (e.isMalformed()) {
                out.rejected(e.toRejected());
                return;
            }
        }
        if (row != null && in.peek() == JsonScanner.END) {
            out.row(row);
        } else {
            readAllOrNothing(bytes, from, length, out);
        }
    }

    private void readAllOrNothing(byte[] bytes, int from, int length, Out out) {
        List<Row> rows = new ArrayList<>();
        Rejected[] worst = new Rejected[1];
        readEach(bytes, from, length, new Each() {
            @Override
            public void row(Row row, int rowFrom, int rowTo) {
                rows.add(row);
            }

            @Override
            public void rejected(Rejected rejected, int rowFrom, int rowTo) {
                boolean isWorse = worst[0] == null
                        || worst[0].reason() == LedgerReason.INVALID && rejected.reason() == LedgerReason.MALFORMED;
                worst[0] = isWorse ? rejected : worst[0];
            }
        });
        if (worst[0] != null) {
            out.rejected(worst[0]);
        } else {
            rows.forEach(out::row);
        }
    }

    /**
     * Reads a message whose readings stand or fall alone. What is invalid costs one reading; what is malformed costs the line
     * it is in, or the rest of the array, because there no end can be told.
     */
    public void readEach(byte[] bytes, int from, int length, Each out) {
        in.reset(bytes, from, length);
        if (in.peek() == '[') {
            readArray(out);
        } else if (in.peek() == JsonScanner.END) {
            out.rejected(FormatException.malformed("message is empty", from).toRejected(), from, from + length);
        } else {
            readLines(out);
        }
    }

    private void readLines(Each out) {
        while (in.peek() != JsonScanner.END) {
            int start = in.at();
            try {
                Row row = readObject();
                int to = in.at();
                endOfLine(to);
                out.row(row, start, to);
            } catch (FormatException e) {
                FormatException fault = e.isMalformed() ? e : skip(start, e);
                if (fault.isMalformed()) {
                    in.moveTo(nextLine(start), 0);
                }
                out.rejected(fault.toRejected(), start, in.at());
            }
        }
    }

    private Row readObject() {
        if (in.peek() == '{') {
            return root.decode(in);
        }
        int from = in.at();
        in.skipValue();
        throw FormatException.invalid(
                "reading is " + FormatException.shortened(in.rawFrom(from)) + ", wanted an object", from);
    }

    private void endOfLine(int from) {
        if (in.peek() == JsonScanner.END) {
            return;
        }
        for (int i = from; i < in.at(); i++) {
            if (in.bytes()[i] == '\n') {
                return;
            }
        }
        throw in.unexpected("the end of the line");
    }

    /** Goes behind an invalid reading and gives its fault, or the one that makes it malformed as well. */
    private FormatException skip(int start, FormatException invalid) {
        try {
            in.moveTo(start, 0);
            in.skipValue();
            return invalid;
        } catch (FormatException e) {
            return e;
        }
    }

    /** The next line that begins with an object. */
    private int nextLine(int start) {
        byte[] bytes = in.bytes();
        for (int i = start + 1; i < in.end(); i++) {
            if (bytes[i] == '{' && bytes[i - 1] == '\n') {
                return i;
            }
        }
        return in.end();
    }

    private void readArray(Each out) {
        int start = in.at();
        try {
            boolean more = in.enter('[', ']');
            if (!more) {
                out.rejected(
                        FormatException.invalid("array holds no reading", start).toRejected(), start, in.at());
            }
            while (more) {
                in.peek();
                start = in.at();
                readElement(start, out);
                start = in.at();
                more = in.hasMore(']');
            }
            if (in.peek() != JsonScanner.END) {
                start = in.at();
                throw in.unexpected("the end of the message");
            }
        } catch (FormatException e) {
            out.rejected(e.toRejected(), start, in.end());
        }
    }

    private void readElement(int start, Each out) {
        Row row;
        try {
            row = readObject();
        } catch (FormatException e) {
            if (e.isMalformed()) {
                throw e;
            }
            in.moveTo(start, 1);
            in.skipValue();
            out.rejected(e.toRejected(), start, in.at());
            return;
        }
        out.row(row, start, in.at());
    }
}
