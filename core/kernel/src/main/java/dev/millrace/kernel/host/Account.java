// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one reading through the steps of a task and settles what became of it when they are all done: used, in the ledger, or
 * passed on to another task, which then settles it.
 */
final class Account {
    private final TaskOutput output;
    /** By position of the table in the pipeline. */
    private final TableCounters[] counters;

    private final List<String> tableNames;
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();

    private boolean isOpen;
    private int table;
    private boolean isUsed;
    /** The reading as it came and with all columns; null behind an exchange. */
    private Row source;

    private Row full;
    private TableReader reader;

    private record Send(Exchange exchange, byte[] key, Row row) {}

    Account(TaskOutput output, TableCounters[] counters, List<String> tableNames) {
        this.output = output;
        this.tableNames = tableNames;
        this.counters = counters;
    }

    /** Begins with a reading as its table gave it. */
    void openSource(TableReader tableReader, Row sourceRow, Row fullRow) {
        open(tableReader.tableIndex);
        reader = tableReader;
        source = sourceRow;
        full = fullRow;
    }

    /** Begins with a reading from an exchange; table is -1 when it is settled already. */
    void open(int tableIndex) {
        isOpen = true;
        table = tableIndex;
        isUsed = false;
    }

    /** Name of the table whose reading is followed, else the given one. */
    String tableName(String otherwise) {
        return table < 0 ? otherwise : tableNames.get(table);
    }

    boolean isOpen() {
        return isOpen;
    }

    void used() {
        isUsed = true;
    }

    void send(Exchange exchange, byte[] key, Row row) {
        if (isOpen) {
            sends.add(new Send(exchange, key, row));
        } else {
            output.exchange(exchange, key, new ExchangeRow(row, -1));
        }
    }

    /** Keeps a rejection until it is known whether it is partial. */
    void reject(Rejection rejection) {
        if (source == null) {
            rejections.add(rejection);
            return;
        }
        String key = rejection.key().isEmpty() ? reader.key(full) : rejection.key();
        rejections.add(new Rejection(
                rejection.table(), key, rejection.reason(), rejection.detail(), source, reader.physicalSchema(), true));
    }

    /** Settles. */
    void close() {
        isOpen = false;
        boolean isPassedOn = table >= 0 && !isUsed && !sends.isEmpty();
        for (int i = 0; i < sends.size(); i++) {
            Send send = sends.get(i);
            int account = isPassedOn && i == 0 ? table : -1;
            output.exchange(send.exchange(), send.key(), new ExchangeRow(send.row(), account));
        }
        sends.clear();
        boolean isRejected = table >= 0 && !isUsed && !isPassedOn && !rejections.isEmpty();
        if (isRejected) {
            LedgerReason reason = rejections.get(0).reason();
            counters[table].addLedger(reason);
        } else if (table >= 0 && !isPassedOn) {
            counters[table].addUsed();
        }
        for (int i = 0; i < rejections.size(); i++) {
            output.ledger(withPartial(rejections.get(i), !isRejected || i > 0));
        }
        rejections.clear();
        source = null;
        full = null;
    }

    private static Rejection withPartial(Rejection r, boolean isPartial) {
        return new Rejection(r.table(), r.key(), r.reason(), r.detail(), r.row(), r.schema(), isPartial);
    }
}
