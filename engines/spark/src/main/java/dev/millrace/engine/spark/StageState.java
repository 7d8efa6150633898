// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The tasks of one level in a stream: a group is an address, its state is in Spark's store. The pieces in which the kernel saves a task
 * are entries of a map, so that a batch writes what changed and no more; what tells which state that is, and what the host
 * keeps, is a value of its own. Both begin with a version.
 *
 * <p>Spark promises no order within a group, so the parcels of a batch are sorted here.
 */
final class StageState extends StatefulProcessor<Integer, Row, Row> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    private final HostedPlan plan;
    private final int level;
    private transient ValueState<byte[]> head;
    private transient MapState<byte[], byte[]> pieces;

    StageState(HostedPlan plan, int level) {
        this.plan = plan;
        this.level = level;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        head = getHandle().getValueState("head", Encoders.BINARY(), TTLConfig.NONE());
        pieces = getHandle().getMapState("pieces", Encoders.BINARY(), Encoders.BINARY(), TTLConfig.NONE());
    }

    @Override
    public Iterator<Row> handleInputRows(Integer address, Iterator<Row> rows, TimerValues timerValues) {
        List<Row> made = new ArrayList<>();
        if (address < 0 || plan.layout().place(address).level() != level) {
            return rows;
        }
        List<Parcel> parcels = new ArrayList<>();
        while (rows.hasNext()) {
            parcels.add(Parcel.of(rows.next()));
        }
        parcels.sort(new Parcel.Order());
        TaskHost host = open(address);
        parcels.forEach(parcel -> host.take(parcel, out -> made.add(out.toRow())));
        host.sendCounts(out -> made.add(out.toRow()));
        save(address, host);
        return CollectionConverters.asScala(made.iterator());
    }

    private TaskHost open(int address) {
        byte[] bytes = head.get();
        if (bytes == null) {
            return new TaskHost(plan, address, TaskOptions.savedByParts());
        }
        ByteReader in = new ByteReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("state has version " + version + ", known is " + VERSION);
        }
        UUID state = new UUID(in.readLong(), in.readLong());
        byte[] kept = in.readBytes();
        return LiveTasks.take(plan.runId(), address, state).orElseGet(() -> {
            TaskHost host = new TaskHost(plan, address, TaskOptions.savedByParts());
            Iterator<Tuple2<byte[], byte[]>> saved = pieces.iterator();
            while (saved.hasNext()) {
                Tuple2<byte[], byte[]> piece = saved.next();
                host.loadState(piece._1(), piece._2());
            }
            host.loaded();
            host.restore(kept);
            return host;
        });
    }

    private void save(int address, TaskHost host) {
        host.saveState((key, value) -> {
            if (value == null) {
                pieces.removeKey(key);
            } else {
                pieces.updateValue(key, value);
            }
        });
        UUID state = UUID.randomUUID();
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeLong(state.getMostSignificantBits());
        out.writeLong(state.getLeastSignificantBits());
        out.writeBytes(host.save());
        head.update(out.toBytes());
        LiveTasks.put(plan.runId(), address, state, host);
    }
}
