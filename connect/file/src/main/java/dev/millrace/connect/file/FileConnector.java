// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Connector;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.model.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files as tables, {@code 'connector' = 'filesystem'}. */
public final class FileConnector implements Connector {
    private final Map<String, Format> formats = new LinkedHashMap<>();

    /** Knows the formats json and csv, both text with one message a line. */
    public FileConnector(List<Format> formatList) {
        formatList.forEach(f -> formats.put(f.name(), f));
    }

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public String doc() {
        return "Reads and writes files of CSV or JSON lines; .gz is read transparently. A CSV file has a header line unless"
                + " 'csv.header' = 'false'.";
    }

    @Override
    public List<Option<?>> options() {
        return FileOptions.ALL;
    }

    @Override
    public Usage usage() {
        return Usage.BOTH;
    }

    @Override
    public void check(Table table, Options options, Problems problems) {
        String name = table.option(CommonOptions.FORMAT.name()).orElse(CommonOptions.FORMAT.initial());
        if (!formats.containsKey(name)) {
            problems.add(
                    "format",
                    "\"format\" is \"" + name + "\" but files are " + String.join(" or ", formats.keySet()),
                    "Choose one of these formats.");
        }
    }

    @Override
    public Source source(Table table, Options options) {
        return new FileSource(table, options, format(table));
    }

    /** Files that a table's path names now, in the order in which a source reads them; throws FIL-1xx when there is none. */
    public static List<Path> files(Table table) {
        return FileList.of(table.option(FileOptions.PATH.name()).orElseThrow());
    }

    @Override
    public Source source(Table table, Options options, boolean[] isNeeded) {
        return new FileSource(table, options, format(table), isNeeded);
    }

    @Override
    public Sink sink(Table table, Options options) {
        return new FileSink(table, options, format(table));
    }

    private Format format(Table table) {
        String name = table.option(CommonOptions.FORMAT.name()).orElse(CommonOptions.FORMAT.initial());
        return formats.get(name);
    }
}
