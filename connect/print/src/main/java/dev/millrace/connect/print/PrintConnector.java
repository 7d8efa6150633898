// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.print;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Sink;
import dev.millrace.model.Table;
import java.io.PrintStream;
import java.util.List;

/** Prints result rows with their kinds, {@code 'connector' = 'print'}. */
public final class PrintConnector implements Connector {
    private final PrintStream out;
    private final Format json;

    /**
     * Prints to a stream.
     *
     * @param out receives one line a row, for example {@code alerts +I {"machine":"m-1"}}; never closed
     * @param json format of the values
     */
    public PrintConnector(PrintStream out, Format json) {
        this.out = out;
        this.json = json;
    }

    @Override
    public String name() {
        return "print";
    }

    @Override
    public String doc() {
        return "Prints each result row on standard output, with its kind: +I new, +U replaces, -D taken back.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public Usage usage() {
        return Usage.SINK;
    }

    @Override
    public Sink sink(Table table, Options options) {
        return new PrintSink(table.name(), json.writer(table.schema(), options), out);
    }
}
