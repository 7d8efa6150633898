// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.engine.process.EngineServer;
import dev.millrace.engine.process.SparkError;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * A bounded run for the process that asks: {@code batch.run} with settings and plan computes all of it, then each {@code batch.next}
 * gives some of what left the pipeline, nothing at the end. One run in a process.
 */
final class BatchService implements EngineServer.Service {
    private static final int ANSWER_BYTES = 1 << 20;
    private static final byte[] NOTHING = {};

    private Iterator<Parcel> left;

    @Override
    public byte[] answer(String command, ByteReader body) {
        return switch (command) {
            case "batch.run" -> run(body);
            case "batch.next" -> next();
            default -> throw new IllegalArgumentException("unknown command " + command);
        };
    }

    private byte[] run(ByteReader body) {
        SparkSettings settings = SparkSettings.of(body);
        Pipeline pipeline = PipelineCodec.decode(body.readBytes());
        HostedPlan plan = new HostedPlan(
                UUID.randomUUID().toString(),
                PipelineCodec.encode(pipeline),
                Map.of(),
                settings.partitions(),
                HostedPlan.Turns.PROGRESS);
        plan.requireHostable();
        List<Table> tables = new ArrayList<>();
        for (TableDefinition table : pipeline.tables()) {
            if (plan.layout().graph().reader(table.name()).isPresent()) {
                requireFile(table);
                tables.add(table.table());
            }
        }
        SparkSession session = SparkSessions.open(settings);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        JavaRDD<Parcel> rows = new FileRows(plan, tables).read(context);
        // Kept, so that the last level is computed by all partitions at once and not one by one as they are fetched.
        JavaRDD<Parcel> out =
                new Batch(context, plan, settings.partitions()).run(rows).persist(StorageLevel.DISK_ONLY());
        out.count();
        left = out.toLocalIterator();
        return NOTHING;
    }

    private static void requireFile(TableDefinition table) {
        String connector = table.table().connector();
        if (!connector.equals("filesystem")) {
            throw MillraceException.of(
                    SparkError.NO_SOURCE,
                    "table \"" + table.name() + "\" is read, but its connector \"" + connector + "\" never ends",
                    "Read it from files with connector filesystem, or leave --bounded out.");
        }
    }

    private byte[] next() {
        ByteWriter out = new ByteWriter();
        while (left.hasNext() && out.size() < ANSWER_BYTES) {
            Parcel parcel = left.next();
            out.writeByte(parcel.kind().ordinal() - Parcel.Kind.RESULT.ordinal());
            out.writeVarInt(parcel.kind() == Parcel.Kind.COUNTS ? parcel.sender() : parcel.input());
            out.writeBytes(parcel.bytes());
        }
        return out.toBytes();
    }
}
