// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.connect.file.FileConnector;
import dev.millrace.connect.file.FileOptions;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Rows of files as parcels. Each file is read by one of Spark's tasks; the number of the file and the byte where a line begins are its
 * place in the order, so that it is that of one reader after the other.
 */
final class FileRows implements FlatMapFunction<Integer, Parcel> {
    private static final long serialVersionUID = 1;
    private static final List<Format> FORMATS = List.of(new JsonFormat(), new CsvFormat());

    private final HostedPlan plan;
    private final ArrayList<Part> parts = new ArrayList<>();

    /** A file of a table. */
    record Part(String table, int number, String path) implements Serializable {}

    /** @param tables that are read, all of connector filesystem */
    FileRows(HostedPlan plan, List<Table> tables) {
        this.plan = plan;
        for (Table table : tables) {
            List<Path> files = FileConnector.files(table);
            for (int i = 0; i < files.size(); i++) {
                parts.add(
                        new Part(table.name(), i, files.get(i).toAbsolutePath().toString()));
            }
        }
    }

    /** Rows of all files, one of Spark's partitions for each. */
    JavaRDD<Parcel> read(JavaSparkContext spark) {
        List<Integer> numbers = IntStream.range(0, parts.size()).boxed().toList();
        return spark.parallelize(numbers, Math.max(1, parts.size())).flatMap(this);
    }

    @Override
    public Iterator<Parcel> call(Integer part) {
        return new Reading(parts.get(part));
    }

    /** One file, some lines at a time. */
    private final class Reading implements Iterator<Parcel>, Source.Receiver {
        private final Part part;
        private final Source source;
        private final Spread spread;
        private final Queue<Parcel> read = new ArrayDeque<>();
        private boolean hasEnded;

        Reading(Part part) {
            this.part = part;
            TaskPlan task = plan.layout().graph().reader(part.table()).orElseThrow();
            spread = new Spread(plan.layout(), task);
            Table table = plan.layout()
                    .graph()
                    .pipeline()
                    .table(part.table())
                    .orElseThrow()
                    .table();
            FileConnector connector = new FileConnector(FORMATS);
            source = connector.source(table, options(connector, table).with(FileOptions.PATH, part.path()));
        }

        private Options options(FileConnector connector, Table table) {
            List<Option<?>> specs = new ArrayList<>(CommonOptions.ALL);
            specs.addAll(connector.options());
            new ConnectorCatalog(List.of(connector), FORMATS)
                    .format(table.option(CommonOptions.FORMAT.name()).orElse(CommonOptions.FORMAT.initial()))
                    .ifPresent(format -> specs.addAll(format.options()));
            return Options.of(specs, table.options(), new Problems());
        }

        @Override
        public boolean hasNext() {
            while (read.isEmpty() && !hasEnded) {
                hasEnded = !source.poll(0, this);
                if (hasEnded) {
                    source.close();
                }
            }
            return !read.isEmpty();
        }

        @Override
        public Parcel next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return read.remove();
        }

        @Override
        public void row(Row row) {
            row.withPosition(part.number(), row.offset());
            read.add(spread.parcel(row, part.number(), part.number(), row.offset()));
        }

        @Override
        public void rejected(Rejected rejected, byte[] raw, long offset) {
            byte[] reason = {(byte) rejected.reason().ordinal()};
            read.add(new Parcel(
                    spread.firstAddress(), part.number(), part.number(), offset, Parcel.Kind.UNREADABLE, 0, reason));
            LedgerEntry entry = new LedgerEntry(
                    System.currentTimeMillis(),
                    plan.layout().graph().pipeline().name(),
                    part.table(),
                    "",
                    rejected.reason(),
                    rejected.detail(),
                    raw,
                    "",
                    -1,
                    offset,
                    false);
            read.add(Parcel.leaving(
                    spread.firstAddress(), part.number(), offset, Parcel.Kind.LEDGER, 0, LedgerRecords.value(entry)));
        }
    }
}
