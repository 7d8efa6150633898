// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import java.util.List;

/**
 * Brings rows of a table that lie in no topic to partitions of the task that reads it: by key fields, else by what all operators have
 * in their keys, so that no operator sees the rows of a key in another order than they were read. Failing that to one partition.
 * One thread.
 */
final class Spread {
    private final int first;
    private final int partitions;
    /** Null when all rows go to one partition. */
    private final KeyCodec keys;

    private final RowCodec rows;
    private final ByteWriter writer = new ByteWriter();

    Spread(Layout layout, TaskPlan task) {
        TableInput input = (TableInput) task.inputs().get(0);
        TableDefinition table = input.table();
        Schema physical = table.table().schema();
        first = layout.address(task.id(), 0);
        partitions = layout.partitions(task.id());
        rows = new RowCodec(physical);
        List<Integer> columns = (table.keyFields().isEmpty() ? input.orderColumns() : table.keyFields())
                .stream()
                        .map(column -> physical.indexOf(table.schema().name(column)))
                        .toList();
        boolean isSpread = partitions > 1 && !columns.isEmpty() && !columns.contains(-1);
        keys = isSpread ? new KeyCodec(physical, columns) : null;
    }

    /** A row of the physical schema on its way; a table has one input only. */
    Parcel parcel(Row row, long order, int sender, long sequence) {
        int partition = keys == null ? 0 : KeyCodec.partition(keys.bytes(row), partitions);
        rows.writeWithOrigin(row, writer.reset());
        return new Parcel(first + partition, order, sender, sequence, Parcel.Kind.ROW, 0, writer.toBytes());
    }

    /** Address that takes what could not be read. */
    int firstAddress() {
        return first;
    }
}
