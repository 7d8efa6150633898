// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.page;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.RowIdentity;
import dev.millrace.connect.Sink;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import java.util.List;

/** Shows result rows on the live page, {@code 'connector' = 'page'}. */
public final class PageConnector implements Connector {
    private final PageBoard board;

    public PageConnector(PageBoard board) {
        this.board = board;
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String doc() {
        return "Shows result rows on the live page within milliseconds; corrections and withdrawals are shown as such.";
    }

    @Override
    public List<Option<?>> options() {
        return PageOptions.ALL;
    }

    @Override
    public Usage usage() {
        return Usage.SINK;
    }

    @Override
    public Sink sink(Table table, Options options) {
        board.open(table, PagePanel.of(table, options));
        return new PageSink(table, RowIdentity.of(table));
    }

    private final class PageSink implements Sink {
        private final Table table;
        private final RowIdentity identity;

        PageSink(Table table, RowIdentity identity) {
            this.table = table;
            this.identity = identity;
        }

        @Override
        public void write(Row row) {
            board.show(table, identity.of(row), row);
        }

        @Override
        public void flush() {
            // The board shows at once and keeps nothing that could be lost: the result topic is the record.
        }

        @Override
        public void close() {
            // The panel stays with its last rows.
        }
    }
}
