// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pipelines for tests: sums per device and second, and sums of these per site and second. */
final class Plans {
    static final long WINDOW_MS = 1000;
    static final Schema READINGS = Schema.of(
            new Column("site", DataType.STRING),
            new Column("device", DataType.STRING),
            new Column("n", DataType.BIGINT),
            new Column("ts", DataType.TIMESTAMP));
    static final String READINGS_TABLE = "readings";
    static final String DEVICES = "per_device";
    static final String SITES = "per_site";

    private static final long IDLE_SOON_MS = 1000;
    /** A window must not fire because a test waits. */
    private static final long NEVER_IDLE_MS = 600_000;

    private Plans() {}

    /** Sums per device. */
    static Pipeline devices(String name, String connector) {
        TableDefinition table = readings(name, connector, IDLE_SOON_MS);
        PlanNode devices = sum("device-sum", new Scan("scan-readings", table), List.of(0, 1), 2, 3);
        return new Pipeline(name, "", List.of(table), List.of(output(DEVICES, devices, connector)));
    }

    /** Sums per device, and behind an exchange the sums of these per site. */
    static Pipeline sites(String name, String connector) {
        TableDefinition table = readings(name, connector, NEVER_IDLE_MS);
        PlanNode devices = sum("device-sum", new Scan("scan-readings", table), List.of(0, 1), 2, 3);
        PlanNode sites = sum("site-sum", devices, List.of(0), 2, 3);
        return new Pipeline(
                name,
                "",
                List.of(table),
                List.of(output(DEVICES, devices, connector), output(SITES, sites, connector)));
    }

    /** Sums per device of a table with one clock. */
    static Pipeline oneClock(String name) {
        TableDefinition table = readings(name, "kafka", NEVER_IDLE_MS);
        TimeRule stream = new TimeRule(TimeRule.Clock.STREAM, 0, 1000, 60_000, 60_000, 60_000);
        TableDefinition clocked = new TableDefinition(
                table.table(),
                table.schema(),
                table.projection(),
                table.time(),
                stream,
                table.keyFields(),
                table.dedupe());
        PlanNode devices = sum("device-sum", new Scan("scan-readings", clocked), List.of(0, 1), 2, 3);
        return new Pipeline(name, "", List.of(clocked), List.of(output(DEVICES, devices, "kafka")));
    }

    private static TableDefinition readings(String name, String connector, long idleMs) {
        return new TableDefinition(
                Table.of(
                        READINGS_TABLE,
                        READINGS,
                        Map.of("connector", connector, "key.fields", "device", "topic", "readings." + name)),
                READINGS,
                columns(READINGS),
                Optional.of(new TableDefinition.TimeAttribute(3, 0)),
                new TimeRule(TimeRule.Clock.KEY, 0, idleMs, 60_000, 60_000, 7L * 24 * 3600 * 1000),
                List.of(1),
                Optional.empty());
    }

    private static WindowAggregate sum(String id, PlanNode input, List<Integer> keys, int value, int time) {
        List<Column> columns = new ArrayList<>();
        keys.forEach(k -> columns.add(input.schema().column(k)));
        columns.add(new Column("total", DataType.BIGINT));
        columns.add(new Column("window_start", DataType.TIMESTAMP));
        return new WindowAggregate(
                id,
                input,
                WindowSpec.tumble(WINDOW_MS, 0),
                keys,
                List.of(new AggregateCall("SUM", List.of(value), false, -1, DataType.BIGINT)),
                List.of(WindowAggregate.WindowProperty.START),
                new Schema(columns),
                time == 3 && keys.size() == 2 ? 3 : -1,
                TimeRule.DEFAULT,
                Emit.ON_CLOSE);
    }

    private static Output output(String name, PlanNode input, String connector) {
        Schema schema = input.schema();
        TableDefinition target = new TableDefinition(
                Table.of(name, schema, Map.of("connector", connector)),
                schema,
                columns(schema),
                Optional.empty(),
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
        return new Output(name, target, input, Emit.ON_CLOSE, input.resultKey());
    }

    static Row reading(String site, String device, long n, long timeMs) {
        Row row = new Row(READINGS.size());
        row.setObject(0, site);
        row.setObject(1, device);
        row.setLong(2, n);
        row.setLong(3, timeMs);
        return row;
    }

    private static List<Expression> columns(Schema schema) {
        return IntStream.range(0, schema.size())
                .mapToObj(i -> (Expression) new InputColumn(i, schema.type(i)))
                .toList();
    }
}
