// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.TableDefinition;
import java.util.List;

/** What a task reads. Its number is its position in {@link TaskPlan#inputs}. */
public sealed interface TaskInput {
    /** Table name or exchange id. */
    String id();

    /**
     * A table, read in this task only.
     *
     * @param table as declared
     * @param isNeeded one flag for each column of the physical schema: whether the plan reads it; others may stay NULL
     * @param isSinglePartition whether the table must be read in one place: {@code 'time.clock' = 'stream'}, and tables of connector
     *     {@code scenario} without {@code key.fields}
     * @param keyColumns positions in the table's schema that name a row in the ledger: {@code key.fields}, else the key of the first
     *     operator that has one
     * @param orderColumns columns that are in the key of every operator whose rows descend from the table: the order of rows that
     *     differ in them cannot change a final result (clock per key). Empty when the order of all rows may matter
     */
    record TableInput(
            TableDefinition table,
            List<Boolean> isNeeded,
            boolean isSinglePartition,
            List<Integer> keyColumns,
            List<Integer> orderColumns)
            implements TaskInput {
        public TableInput {
            orderColumns = List.copyOf(orderColumns);
            isNeeded = List.copyOf(isNeeded);
            keyColumns = List.copyOf(keyColumns);
        }

        /** Flags as readers of formats take them: a copy of {@link #isNeeded}. */
        public boolean[] neededColumns() {
            boolean[] flags = new boolean[isNeeded.size()];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = isNeeded.get(i);
            }
            return flags;
        }

        @Override
        public String id() {
            return table.name();
        }
    }

    /** What another task sends. */
    record ExchangeInput(Exchange exchange) implements TaskInput {
        @Override
        public String id() {
            return exchange.id();
        }
    }
}
