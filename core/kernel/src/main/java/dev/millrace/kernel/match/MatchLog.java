// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.buffer.Revisions;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Matches that were given out and may still be wrong, in order, and the revisions of those that were taken back. */
final class MatchLog {
    private final Deque<Said> said = new ArrayDeque<>();
    private final Revisions withdrawn = new Revisions();

    private boolean isChanged;

    void add(Said match) {
        said.addLast(match);
        isChanged = true;
    }

    /** Takes out what was found behind a sequence number, in order. */
    List<Said> takeAfter(long sequence) {
        List<Said> taken = new ArrayList<>();
        while (!said.isEmpty() && said.getLast().sequence > sequence) {
            taken.add(0, said.removeLast());
            isChanged = true;
        }
        return taken;
    }

    /** Makes room for a row that was inserted. */
    void inserted(long position) {
        for (Said match : said) {
            if (match.start >= position) {
                match.start++;
                isChanged = true;
            }
        }
    }

    /** Takes back the room of a row that was removed. */
    void removed(long position) {
        said.forEach(match -> match.removed(position));
        isChanged |= !said.isEmpty();
    }

    void withdraw(Said match, int nextRevision) {
        withdrawn.put(match.first, nextRevision);
        isChanged = true;
    }

    /** Revision of a match from that row: 0 unless one was taken back. */
    int revisionOf(Row first) {
        return withdrawn.of(first);
    }

    /** Forgets what was found up to a sequence number and what was taken back before a time. */
    void dropTo(long sequence, long timeMs) {
        while (!said.isEmpty() && said.getFirst().sequence <= sequence) {
            said.removeFirst();
            isChanged = true;
        }
        isChanged |= withdrawn.dropBefore(timeMs);
    }

    void clear() {
        isChanged |= !said.isEmpty() || !withdrawn.isEmpty();
        said.clear();
        withdrawn.clear();
    }

    boolean isChanged() {
        return isChanged;
    }

    void save(RowCodec input, RowCodec codec, ByteWriter out) {
        isChanged = false;
        out.writeVarInt(said.size());
        for (Said match : said) {
            out.writeVarLong(match.start);
            input.writeWithOrigin(match.first, out);
            out.writeVarLong(match.sequence);
            out.writeBoolean(match.failure != null);
            if (match.failure != null) {
                out.writeString(match.failure);
            }
            out.writeVarInt(match.rows.size());
            match.rows.forEach(row -> codec.writeWithOrigin(row, out));
        }
        withdrawn.save(out);
    }

    void load(RowCodec input, RowCodec codec, ByteReader in) {
        for (int i = in.readVarInt(); i > 0; i--) {
            long start = in.readVarLong();
            Row first = input.readWithOrigin(in);
            long sequence = in.readVarLong();
            String failure = in.readBoolean() ? in.readString() : null;
            List<Row> rows = new ArrayList<>();
            for (int j = in.readVarInt(); j > 0; j--) {
                rows.add(codec.readWithOrigin(in));
            }
            said.addLast(new Said(start, first, sequence, rows, failure));
        }
        withdrawn.load(in);
    }
}
