// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.buffer;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Revisions of results that were taken back, so that one that comes again does not begin at 0: readers take a revision they
 * know for a repetition. Bounded by {@link #dropBefore}.
 */
public final class Revisions {
    private final Map<Identity, Integer> next = new LinkedHashMap<>();

    private record Identity(long timeMs, int partition, long offset) {
        static Identity of(Row row) {
            return new Identity(row.timeMs(), row.partition(), row.offset());
        }
    }

    public boolean isEmpty() {
        return next.isEmpty();
    }

    /** Notes that the result identified by a reading was taken back. */
    public void put(Row reading, int nextRevision) {
        next.merge(Identity.of(reading), nextRevision, Math::max);
    }

    /** Revision that the result identified by a reading begins with. */
    public int of(Row reading) {
        return next.isEmpty() ? 0 : next.getOrDefault(Identity.of(reading), 0);
    }

    /** Forgets results of readings before that time; whether there were any. */
    public boolean dropBefore(long timeMs) {
        return !next.isEmpty() && next.keySet().removeIf(identity -> identity.timeMs() < timeMs);
    }

    public void clear() {
        next.clear();
    }

    public void save(ByteWriter out) {
        out.writeVarInt(next.size());
        next.forEach((identity, revision) -> {
            out.writeVarLong(identity.timeMs());
            out.writeVarInt(identity.partition());
            out.writeVarLong(identity.offset());
            out.writeVarInt(revision);
        });
    }

    public void load(ByteReader in) {
        for (int i = in.readVarInt(); i > 0; i--) {
            next.put(new Identity(in.readVarLong(), in.readVarInt(), in.readVarLong()), in.readVarInt());
        }
    }
}
