// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConnectorTest {
    private static final Schema SCHEMA = Schema.of(
            new Column("machine", DataType.STRING),
            new Column("ts", DataType.TIMESTAMP),
            new Column("temp", DataType.DOUBLE));

    @TempDir
    Path folder;

    private final FileConnector connector = new FileConnector(List.of(new CsvFormat(), new JsonFormat()));

    @Test
    void columns_are_found_by_the_names_in_the_header_whatever_their_order() throws IOException {
        write("a.csv", "temp,extra,machine,ts\n21.5,x,m-1,1970-01-01 00:00:01\n22,y,m-2,2000\n");

        assertEquals(List.of("m-1 1000 21.5", "m-2 2000 22.0"), read("a.csv", "csv").rows);
    }

    @Test
    void packed_files_of_a_pattern_are_read_in_the_order_of_their_names() throws IOException {
        write("b.csv", "machine,ts,temp\nm-2,2,2\n");
        Path packed = folder.resolve("a.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("machine,ts,temp\r\nm-1,1,1\r\n".getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(List.of("m-1 1 1.0", "m-2 2 2.0"), read("*.{csv,csv.gz}", "csv").rows);
    }

    @Test
    void a_line_that_is_no_row_is_rejected_with_its_bytes_and_reading_goes_on() throws IOException {
        write(
                "a.json",
                "{\"machine\":\"m-1\",\"ts\":1,\"temp\":1}\n{broken\n\n{\"machine\":\"m-2\",\"ts\":2,\"temp\":2}\n");

        Received received = read("a.json", "json");

        assertEquals(List.of("m-1 1 1.0", "m-2 2 2.0"), received.rows);
        assertEquals(List.of("{broken"), received.rejected);
    }

    @Test
    void a_quoted_line_end_belongs_to_the_value() throws IOException {
        write("a.csv", "machine,ts,temp\n\"m\n1\",1,1\nm-2,2,2\n");

        assertEquals(List.of("m\n1 1 1.0", "m-2 2 2.0"), read("a.csv", "csv").rows);
    }

    @Test
    void a_source_goes_on_after_its_position() throws IOException {
        StringBuilder text = new StringBuilder("machine,ts,temp\n");
        for (int i = 0; i < 2500; i++) {
            text.append("m-").append(i).append(',').append(i).append(",1\n");
        }
        write("a.csv", text.toString());
        Received first = new Received();
        byte[] position;
        try (Source source = connector.source(table("a.csv", "csv", List.of()), options("a.csv", "csv"))) {
            assertTrue(source.poll(0, first));
            position = source.position();
        }

        Received rest = new Received();
        try (Source source = connector.source(table("a.csv", "csv", List.of()), options("a.csv", "csv"))) {
            source.seek(position);
            while (source.poll(0, rest)) {
                assertTrue(source.remainingBytes() >= 0);
            }
        }

        assertEquals(1000, first.rows.size());
        assertEquals(1500, rest.rows.size());
        assertEquals("m-1000 1000 1.0", rest.rows.get(0));
    }

    @Test
    void a_path_without_files_is_named() {
        MillraceException e = assertThrows(MillraceException.class, () -> read("none.csv", "csv"));

        assertEquals("CON-201", e.code().id());
    }

    @Test
    void corrected_rows_replace_and_rows_taken_back_leave_also_after_a_restart() throws IOException {
        try (Sink sink = sink("out.csv", List.of("machine"))) {
            sink.write(row("m-1", 1, 1.5, RowKind.INSERT));
            sink.write(row("m-2", 2, 2.5, RowKind.INSERT));
            sink.write(row("m-3", 3, 3.5, RowKind.INSERT));
            sink.flush();
        }
        Files.writeString(folder.resolve("out.csv"), "m-9,torn", java.nio.file.StandardOpenOption.APPEND);

        try (Sink sink = sink("out.csv", List.of("machine"))) {
            sink.write(row("m-2", 2, 9.5, RowKind.UPDATE_AFTER));
            sink.write(row("m-3", 3, 3.5, RowKind.DELETE));
            sink.write(row("m-1", 1, 1.5, RowKind.INSERT));
            sink.flush();
        }

        assertEquals(List.of("m-1 1 1.5", "m-2 2 9.5"), read("out.csv", "csv").rows);
        assertFalse(Files.exists(folder.resolve("out.csv.part")));
    }

    @Test
    void rows_without_a_key_are_appended() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Sink sink = sink("out.json", List.of())) {
                sink.write(row("m-" + i, i, i, RowKind.INSERT));
                sink.flush();
            }
        }

        assertEquals(List.of("m-0 0 0.0", "m-1 1 1.0"), read("out.json", "json").rows);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Received read(String name, String format) {
        Received received = new Received();
        try (Source source = connector.source(table(name, format, List.of()), options(name, format))) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = source.poll(0, received);
            }
        }
        return received;
    }

    private Sink sink(String name, List<String> key) {
        String format = name.substring(name.indexOf('.') + 1);
        return connector.sink(table(name, format, key), options(name, format));
    }

    private Table table(String name, String format, List<String> key) {
        return new Table("t", SCHEMA, new TreeMap<>(), key, new TreeMap<>(texts(name, format)));
    }

    private Options options(String name, String format) {
        List<Option<?>> specs = new ArrayList<>(CommonOptions.ALL);
        specs.addAll(connector.options());
        specs.addAll(format.equals("csv") ? new CsvFormat().options() : new JsonFormat().options());
        Problems problems = new Problems();
        Options options = Options.of(specs, texts(name, format), problems);
        assertTrue(problems.isEmpty(), problems.list().toString());
        return options;
    }

    private Map<String, String> texts(String name, String format) {
        return Map.of("connector", "filesystem", "path", folder + "/" + name, "format", format);
    }

    private static Row row(String machine, long ts, double temp, RowKind kind) {
        Row row = new Row(SCHEMA.size()).withKind(kind);
        row.setObject(0, machine);
        row.setLong(1, ts);
        row.setDouble(2, temp);
        return row;
    }

    private static final class Received implements Source.Receiver {
        private final List<String> rows = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();

        @Override
        public void row(Row row) {
            rows.add(row.stringAt(0) + " " + row.longAt(1) + " " + row.doubleAt(2));
        }

        @Override
        public void rejected(Rejected why, byte[] raw, long offset) {
            rejected.add(new String(raw, StandardCharsets.UTF_8));
        }
    }
}
