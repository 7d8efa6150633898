// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.connect.kafka.RecordHeaders;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Records of the tables' topics as parcels. What they hold is read by the task that they go to, from the bytes. */
final class TopicRows implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1;
    private static final int KEY = 0;
    private static final int VALUE = 1;
    private static final int TOPIC = 2;
    private static final int PARTITION = 3;
    private static final int OFFSET = 4;
    private static final int TIMESTAMP = 5;
    private static final int HEADERS = 6;

    private final HostedPlan plan;
    /** Table by topic. */
    private final TreeMap<String, String> tables = new TreeMap<>();
    /** Task of each topic; found where it is used. */
    private transient Map<String, Target> targets;

    private record Target(int first, int partitions) {}

    TopicRows(HostedPlan plan, Map<String, String> tableByTopic) {
        this.plan = plan;
        tables.putAll(tableByTopic);
    }

    /** @param options of Spark's source besides the topics */
    Dataset<Row> read(SparkSession session, Map<String, String> options) {
        return session.readStream()
                .format("kafka")
                .options(options)
                .option("subscribe", String.join(",", tables.keySet()))
                .option("includeHeaders", "true")
                .load()
                .select("key", "value", "topic", "partition", "offset", "timestamp", "headers")
                .map(this, Encoders.row(Parcel.COLUMNS));
    }

    @Override
    public Row call(Row row) {
        String topic = row.getString(TOPIC);
        int partition = row.getInt(PARTITION);
        Target target = target(topic);
        TopicRecord record = new TopicRecord(
                topic,
                partition,
                row.getLong(OFFSET),
                (byte[]) row.get(KEY),
                (byte[]) row.get(VALUE),
                ((Timestamp) row.get(TIMESTAMP)).getTime(),
                arrivalMicros(row));
        int address = target.first() + partition % target.partitions();
        return new Parcel(address, 0, partition, record.offset(), Parcel.Kind.RECORD, 0, record.toBytes()).toRow();
    }

    private Target target(String topic) {
        if (targets == null) {
            targets = new TreeMap<>();
            Layout layout = plan.layout();
            tables.forEach((name, table) -> {
                String task = layout.graph().reader(table).orElseThrow().id();
                targets.put(name, new Target(layout.address(task, 0), layout.partitions(task)));
            });
        }
        return targets.get(topic);
    }

    private static long arrivalMicros(Row row) {
        if (!row.isNullAt(HEADERS)) {
            List<Row> headers = row.getList(HEADERS);
            for (Row header : headers) {
                if (header.getString(0).equals(RecordHeaders.ARRIVAL) && !header.isNullAt(1)) {
                    return number(new String((byte[]) header.get(1), ISO_8859_1));
                }
            }
        }
        return dev.millrace.model.Row.NO_TIME;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return dev.millrace.model.Row.NO_TIME;
        }
    }
}
