// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Matches that were given out and may still be wrong, in order, and the revisions of those that were taken back. */
final class MatchLog {
    private final Deque<Said> said = new ArrayDeque<>();
    /** Next revision by position of the first row. */
    private final TreeMap<Long, Integer> withdrawn = new TreeMap<>();

    private boolean isChanged;

    void add(Said match) {
        said.addLast(match);
        isChanged = true;
    }

    /** Takes out the matches behind a number, in order. */
    List<Said> takeAfter(long number) {
        List<Said> taken = new ArrayList<>();
        while (!said.isEmpty() && said.getLast().number > number) {
            taken.add(0, said.removeLast());
            isChanged = true;
        }
        return taken;
    }

    /** Makes room for a row that was inserted, or takes back the room of one that was removed. */
    void shift(long position, int by) {
        boolean isTouched = false;
        for (Said match : said) {
            if (match.start >= position) {
                match.start += by;
                isTouched = true;
            }
        }
        Map<Long, Integer> behind = new TreeMap<>(withdrawn.tailMap(position, true));
        if (!behind.isEmpty()) {
            withdrawn.tailMap(position, true).clear();
            behind.forEach((at, revision) -> withdrawn.put(at + by, revision));
        }
        isChanged |= isTouched || !behind.isEmpty();
    }

    void withdraw(long start, int nextRevision) {
        withdrawn.merge(start, nextRevision, Math::max);
        isChanged = true;
    }

    /** Revision of a match from that row: 0 unless one was taken back. */
    int revisionOf(long start) {
        return withdrawn.isEmpty() ? 0 : withdrawn.getOrDefault(start, 0);
    }

    /** Forgets matches up to a number and what was taken back before a row. */
    void dropTo(long number, long position) {
        while (!said.isEmpty() && said.getFirst().number <= number) {
            said.removeFirst();
            isChanged = true;
        }
        if (!withdrawn.isEmpty() && withdrawn.firstKey() < position) {
            withdrawn.headMap(position).clear();
            isChanged = true;
        }
    }

    void clear() {
        isChanged |= !said.isEmpty() || !withdrawn.isEmpty();
        said.clear();
        withdrawn.clear();
    }

    boolean isChanged() {
        return isChanged;
    }

    void save(RowCodec codec, ByteWriter out) {
        isChanged = false;
        out.writeVarInt(said.size());
        for (Said match : said) {
            out.writeVarLong(match.start);
            out.writeVarLong(match.number);
            out.writeBoolean(match.failure != null);
            if (match.failure != null) {
                out.writeString(match.failure);
            }
            out.writeVarInt(match.rows.size());
            match.rows.forEach(row -> codec.writeWithOrigin(row, out));
        }
        out.writeVarInt(withdrawn.size());
        withdrawn.forEach((start, revision) -> {
            out.writeVarLong(start);
            out.writeVarInt(revision);
        });
    }

    void load(RowCodec codec, ByteReader in) {
        for (int i = in.readVarInt(); i > 0; i--) {
            long start = in.readVarLong();
            long number = in.readVarLong();
            String failure = in.readBoolean() ? in.readString() : null;
            List<Row> rows = new ArrayList<>();
            for (int j = in.readVarInt(); j > 0; j--) {
                rows.add(codec.readWithOrigin(in));
            }
            said.addLast(new Said(start, number, rows, failure));
        }
        for (int i = in.readVarInt(); i > 0; i--) {
            withdrawn.put(in.readVarLong(), in.readVarInt());
        }
    }
}
