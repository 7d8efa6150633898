// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.model.ByteWriter;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The wall clock once a second for every task. It comes as data, so that it is in Spark's log of what a batch holds: a batch that is done
 * again sees the same time.
 */
final class ClockRows implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private final HostedPlan plan;

    ClockRows(HostedPlan plan) {
        this.plan = plan;
    }

    Dataset<Row> read(SparkSession session) {
        return session.readStream()
                .format("rate")
                .option("rowsPerSecond", 1)
                .option("numPartitions", 1)
                .load()
                .flatMap(this, Encoders.row(Parcel.COLUMNS));
    }

    @Override
    public Iterator<Row> call(Row tick) {
        ByteWriter time = new ByteWriter();
        time.writeLong(((Timestamp) tick.get(0)).getTime());
        List<Row> parcels = new ArrayList<>();
        for (int address = 0; address < plan.layout().addresses(); address++) {
            parcels.add(
                    new Parcel(address, Parcel.LAST, 0, tick.getLong(1), Parcel.Kind.CLOCK, 0, time.toBytes()).toRow());
        }
        return parcels.iterator();
    }
}
