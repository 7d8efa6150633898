// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** A bounded run: one job with a shuffle for each level, in which parcels are brought to their receivers and sorted. */
final class Batch {
    private final JavaSparkContext spark;
    private final HostedPlan plan;
    private final int width;

    /** @param width number of Spark's partitions at each level, 1 or more */
    Batch(JavaSparkContext spark, HostedPlan plan, int width) {
        this.spark = spark;
        this.plan = plan;
        this.width = width;
    }

    /** Everything that leaves the pipeline, in no order; computed when it is asked for. */
    JavaRDD<Parcel> run(JavaRDD<Parcel> input) {
        Layout layout = plan.layout();
        List<Parcel> ends = new ArrayList<>();
        for (int address = 0; address < layout.addresses(); address++) {
            ends.add(Parcel.control(address, Parcel.LAST, Parcel.Kind.END));
        }
        JavaRDD<Parcel> parcels = input.union(spark.parallelize(ends, 1));
        for (int level = 0; level < layout.levels(); level++) {
            parcels = parcels.mapToPair(parcel -> new Tuple2<>(parcel, true))
                    .repartitionAndSortWithinPartitions(new ByAddress(width), new Parcel.Order())
                    .keys()
                    .mapPartitions(new Level(plan, level));
        }
        return parcels;
    }

    /** Receivers are spread in turn; what leaves stays where its sender was. */
    private static final class ByAddress extends Partitioner {
        private static final long serialVersionUID = 1;
        private final int width;

        ByAddress(int width) {
            this.width = width;
        }

        @Override
        public int numPartitions() {
            return width;
        }

        @Override
        public int getPartition(Object key) {
            Parcel parcel = (Parcel) key;
            return (parcel.isLeaving() ? -1 - parcel.address() : parcel.address()) % width;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByAddress that && width == that.width;
        }

        @Override
        public int hashCode() {
            return width;
        }
    }
}
