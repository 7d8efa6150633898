// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;

/** The chain of a pipeline's levels in a streaming query. */
final class Stream {
    private Stream() {}

    /**
     * Parcels that leave the pipeline.
     *
     * @param input parcels for the tasks, in the columns of {@link Parcel#COLUMNS}
     */
    static Dataset<Row> chain(HostedPlan plan, Dataset<Row> input) {
        Dataset<Row> parcels = input;
        for (int level = 0; level < plan.layout().levels(); level++) {
            // Time mode none: Spark's own clocks drop rows or never end; ours comes with the parcels.
            parcels = parcels.groupBy(col("address"))
                    .as(Encoders.INT(), Encoders.row(Parcel.COLUMNS))
                    .transformWithState(
                            new StageState(plan, level),
                            TimeMode.None(),
                            OutputMode.Append(),
                            Encoders.row(Parcel.COLUMNS));
        }
        return parcels;
    }
}
