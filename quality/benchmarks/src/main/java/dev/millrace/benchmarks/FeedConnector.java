// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.connect.kafka.KafkaConnector;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Table;
import java.util.List;
import java.util.function.Function;

/**
 * Stands in for Kafka's topics in this process, so that the files of the workloads are those that a user would run: table {@code
 * readings} is the feed, table {@code devices} the reference table, everything else is counted.
 */
final class FeedConnector implements Connector {
    private static final String DEVICES = "devices";

    private final Connector kafka;
    private final Format format = new JsonFormat();
    private final Function<Format.Reader, Source> readings;
    private final CountedResults results;

    /** @param readings source of the feed that reads with a reader */
    FeedConnector(Function<Format.Reader, Source> readings, CountedResults results) {
        kafka = new KafkaConnector("", List.of(format));
        this.readings = readings;
        this.results = results;
    }

    @Override
    public String name() {
        return kafka.name();
    }

    @Override
    public String doc() {
        return "Readings of a benchmark.";
    }

    @Override
    public List<Option<?>> options() {
        return kafka.options();
    }

    @Override
    public Usage usage() {
        return Usage.BOTH;
    }

    @Override
    public Source source(Table table, Options options, boolean[] isNeeded) {
        Options formatOptions = Options.of(format.options(), table.options(), new Problems());
        Format.Reader reader = format.reader(table.schema(), isNeeded, formatOptions);
        return table.name().equals(DEVICES) ? new DeviceSource(reader) : readings.apply(reader);
    }

    @Override
    public Sink sink(Table table, Options options) {
        return results.sink(table);
    }
}
