// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What travels between the tasks of a pipeline, and from them to the outside.
 *
 * @param address of the receiver; of a result {@code -1 - sender}, so that results are spread as their senders are
 * @param order when it is the receiver's turn to take it: parcels of one receiver are sorted by order, sender and sequence
 * @param sender address of the task that sends, or the number of the source's partition
 * @param sequence number among the parcels of the sender; for records of a topic their offset
 * @param kind what the bytes are
 * @param input position among the receiver's inputs; of a result the position of the output in the pipeline
 * @param bytes by kind
 */
record Parcel(int address, long order, int sender, long sequence, Kind kind, int input, byte[] bytes)
        implements Serializable {
    /** Before everything else. */
    static final long FIRST = Long.MIN_VALUE;

    /** After everything else. */
    static final long LAST = Long.MAX_VALUE;

    private static final Kind[] KINDS = Kind.values();
    private static final byte[] NO_BYTES = {};

    /** What a parcel holds. */
    enum Kind {
        /** A row of a table, with origin, in the form of its physical schema. */
        ROW,
        /** A record of a table's topic: {@link TopicRecord}. */
        RECORD,
        /** Reason of a record that the source could not read; the ledger has it already. */
        UNREADABLE,
        /** A row of an exchange, or how far its sender is. */
        EXCHANGE,
        /** The wall clock, epoch milliseconds. */
        CLOCK,
        /** No row came for {@code time.idle}. */
        IDLE,
        /** The input has ended. */
        END,
        /** A row of an output, with origin. Leaves the pipeline, as do the others below. */
        RESULT,
        /** An entry of the ledger, as JSON. */
        LEDGER,
        /** Accounts of a task since it began. */
        COUNTS
    }

    /** Columns of a parcel in a dataset. */
    static final StructType COLUMNS = new StructType()
            .add("address", DataTypes.IntegerType, false)
            .add("ord", DataTypes.LongType, false)
            .add("sender", DataTypes.IntegerType, false)
            .add("seq", DataTypes.LongType, false)
            .add("kind", DataTypes.IntegerType, false)
            .add("input", DataTypes.IntegerType, false)
            .add("bytes", DataTypes.BinaryType, false);

    /** A parcel without bytes. */
    static Parcel control(int address, long order, Kind kind) {
        return new Parcel(address, order, -1, 0, kind, 0, NO_BYTES);
    }

    /** A parcel that leaves the pipeline. */
    static Parcel leaving(int sender, long order, long sequence, Kind kind, int output, byte[] bytes) {
        return new Parcel(-1 - sender, order, sender, sequence, kind, output, bytes);
    }

    boolean isLeaving() {
        return address < 0;
    }

    static Parcel of(Row row) {
        return new Parcel(
                row.getInt(0), row.getLong(1), row.getInt(2), row.getLong(3), KINDS[row.getInt(4)], row.getInt(5), (byte
                                [])
                        row.get(6));
    }

    Row toRow() {
        return RowFactory.create(address, order, sender, sequence, kind.ordinal(), input, bytes);
    }

    /** Receivers one after the other, and what each takes in its order. */
    static final class Order implements Comparator<Parcel>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Parcel a, Parcel b) {
            int byAddress = Integer.compare(a.address, b.address);
            if (byAddress != 0) {
                return byAddress;
            }
            int byOrder = Long.compare(a.order, b.order);
            if (byOrder != 0) {
                return byOrder;
            }
            int bySender = Integer.compare(a.turn(), b.turn());
            return bySender != 0 ? bySender : Long.compare(a.sequence, b.sequence);
        }
    }

    /** Clock, silence and end come after rows of the same order. */
    private int turn() {
        return kind == Kind.CLOCK || kind == Kind.IDLE || kind == Kind.END ? Integer.MAX_VALUE : sender;
    }
}
