// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** A stream that is started from its checkpoint for each portion of rows and stopped behind it. */
final class ScenarioStream implements AutoCloseable {
    private final SparkSession session;
    private final HostedPlan plan;
    private final MemoryStream<Row> input;
    private final Path folder;
    /** By number of the batch; a batch that is done again replaces what it gave. */
    private final java.util.Map<Long, List<Parcel>> left = new java.util.TreeMap<>();

    private boolean isFirst = true;

    ScenarioStream(SparkSession session, HostedPlan plan, int width) {
        this.session = session.newSession();
        this.session.conf().set("spark.sql.shuffle.partitions", width);
        this.plan = plan;
        input = new MemoryStream<>(0, this.session, Option.empty(), Encoders.row(Parcel.COLUMNS));
        try {
            folder = Files.createTempDirectory("millrace-spark-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the stream, gives it the parcels and waits until it has ended. */
    void runOver(List<Parcel> parcels) {
        if (parcels.isEmpty() && !isFirst) {
            return;
        }
        isFirst = false;
        LiveTasks.forget(plan.runId());
        input.addData(
                CollectionConverters.asScala(parcels.stream().map(Parcel::toRow).toList())
                        .toSeq());
        VoidFunction2<Dataset<Row>, Long> collect = (rows, batch) ->
                left.put(batch, rows.collectAsList().stream().map(Parcel::of).toList());
        try {
            Stream.chain(plan, input.toDF())
                    .writeStream()
                    .outputMode(OutputMode.Append())
                    .option("checkpointLocation", folder.toString())
                    .trigger(Trigger.AvailableNow())
                    .foreachBatch(collect)
                    .start()
                    .awaitTermination();
        } catch (TimeoutException | StreamingQueryException e) {
            throw new IllegalStateException("stream of " + plan + " failed: " + e.getMessage(), e);
        }
    }

    List<Parcel> out() {
        List<Parcel> all = new ArrayList<>();
        left.values().forEach(all::addAll);
        return all;
    }

    @Override
    public void close() {
        try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
