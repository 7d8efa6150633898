// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Output;
import dev.millrace.plan.Over;
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

/** Small plans for tests: readings of site, device, temperature and time. */
final class Plans {
    static final Schema READINGS = Schema.of(
            new Column("site", DataType.STRING),
            new Column("device", DataType.STRING),
            new Column("temp", DataType.DOUBLE),
            new Column("ts", DataType.TIMESTAMP));
    static final int SITE = 0;
    static final int DEVICE = 1;
    static final int TEMP = 2;
    static final int TS = 3;

    static final TimeRule STREAM_CLOCK =
            new TimeRule(TimeRule.Clock.STREAM, 0, 10_000, 60_000, 60_000, 7L * 24 * 3600 * 1000);

    private Plans() {}

    /** Table of readings with a watermark without bound. */
    static TableDefinition table(String name, TimeRule rule, Integer... keyFields) {
        List<Expression> projection = columns(READINGS);
        return new TableDefinition(
                Table.of(name, READINGS, Map.of("connector", "kafka")),
                READINGS,
                projection,
                Optional.of(new TableDefinition.TimeAttribute(TS, 0)),
                rule,
                List.of(keyFields),
                Optional.empty());
    }

    static Scan scan(TableDefinition table) {
        return new Scan("scan-" + table.name(), table);
    }

    /** Plain columns of an input. */
    static Calc project(String id, PlanNode input, Integer... columns) {
        List<Column> schema = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        for (int column : columns) {
            schema.add(input.schema().column(column));
            expressions.add(new InputColumn(column, input.schema().type(column)));
        }
        return new Calc(
                id,
                input,
                Optional.empty(),
                expressions,
                new Schema(schema),
                List.of(columns).indexOf(input.timeColumn()),
                List.of());
    }

    /** COUNT(*) per key and minute; columns: keys, count, window start. */
    static WindowAggregate count(String id, PlanNode input, Integer... keys) {
        List<Column> schema = new ArrayList<>();
        for (int key : keys) {
            schema.add(input.schema().column(key));
        }
        schema.add(new Column("n", DataType.BIGINT));
        schema.add(new Column("window_start", DataType.TIMESTAMP));
        return new WindowAggregate(
                id,
                input,
                WindowSpec.tumble(60_000, 0),
                List.of(keys),
                List.of(new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT)),
                List.of(WindowAggregate.WindowProperty.START),
                new Schema(schema),
                -1,
                TimeRule.DEFAULT,
                Emit.ON_CLOSE);
    }

    /** Over without calls. */
    static Over over(String id, PlanNode input, Integer... keys) {
        return new Over(
                id, input, List.of(keys), List.of(), input.schema(), TimeRule.DEFAULT, Emit.ON_CLOSE, List.of());
    }

    static Pipeline pipeline(List<TableDefinition> tables, PlanNode... outputs) {
        List<Output> all = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            Schema schema = outputs[i].schema();
            TableDefinition target = new TableDefinition(
                    Table.of("query#" + (i + 1), schema, Map.of("connector", "scenario")),
                    schema,
                    columns(schema),
                    Optional.empty(),
                    TimeRule.DEFAULT,
                    List.of(),
                    Optional.empty());
            all.add(new Output("query#" + (i + 1), target, outputs[i], Emit.ON_CLOSE, List.of()));
        }
        return new Pipeline("test", "", tables, all);
    }

    static Row reading(String site, String device, double temp, long timeMs) {
        Row row = new Row(READINGS.size());
        row.setObject(SITE, site);
        row.setObject(DEVICE, device);
        row.setDouble(TEMP, temp);
        row.setLong(TS, timeMs);
        return row;
    }

    private static List<Expression> columns(Schema schema) {
        return IntStream.range(0, schema.size())
                .mapToObj(i -> (Expression) new InputColumn(i, schema.type(i)))
                .toList();
    }
}
