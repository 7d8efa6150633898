// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.List;
import java.util.Optional;

/**
 * A table as SQL sees it.
 *
 * @param table physical columns and options, for connectors
 * @param schema all columns in the order of CREATE TABLE, computed ones included
 * @param projection one expression over the physical columns for each column of the schema
 * @param time time attribute, empty when there is no WATERMARK
 * @param timeRule clock, lateness and so on; defaults when there is no time attribute
 * @param keyFields positions in the schema of {@code key.fields}: rows with equal values share a partition. Empty: by no key
 * @param dedupe empty when {@code dedupe.key} is not set
 */
public record TableDefinition(
        Table table,
        Schema schema,
        List<Expression> projection,
        Optional<TimeAttribute> time,
        TimeRule timeRule,
        List<Integer> keyFields,
        Optional<Dedupe> dedupe) {

    public TableDefinition {
        projection = List.copyOf(projection);
        keyFields = List.copyOf(keyFields);
    }

    /**
     * Columns that identify a reading.
     *
     * @param columns positions in the schema; when the last one is a whole number it is taken for a sequence number
     * @param horizonMs how long a reading is remembered, {@code dedupe.horizon}
     */
    public record Dedupe(List<Integer> columns, long horizonMs) {
        public Dedupe {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The column that says when a row happened.
     *
     * @param column position in the schema, of type TIMESTAMP or TIMESTAMP_LTZ
     * @param boundMs disorder that is normal: watermark = clock - bound
     */
    public record TimeAttribute(int column, long boundMs) {}

    public String name() {
        return table.name();
    }

    /**
     * Kafka topic of this table's records: option {@code topic}, else {@code readings.<table>}. With connector {@code mqtt} the
     * option names the MQTT topics that feed the table, so the Kafka topic is always {@code readings.<table>}.
     */
    public String topic() {
        String initial = "readings." + name();
        return table.connector().equals("mqtt")
                ? initial
                : table.option("topic").orElse(initial);
    }
}
