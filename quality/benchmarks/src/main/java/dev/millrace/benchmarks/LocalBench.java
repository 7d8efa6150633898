// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Format;
import dev.millrace.connect.Source;
import dev.millrace.engine.local.LocalEngine;
import dev.millrace.engine.local.LocalEngine.LocalCatalogs;
import dev.millrace.engine.local.LocalSettings;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.plan.Pipeline;
import dev.millrace.sql.SqlCompiler;
import java.util.List;

/** Runs a workload in the local engine, in the calling thread: bytes in memory to results that are counted. */
public final class LocalBench {
    private final Workload workload;
    private final Feed feed;
    private final Measurement measurement;
    private final CountedResults results = new CountedResults();
    private FeedSource source;
    private long heapAtStart;
    private long heapAtEnd;

    private LocalBench(Workload workload, int keys, Length length) {
        this.workload = workload;
        feed = Feed.of(workload, keys);
        measurement = new Measurement(length.warmS(), workload.warmReadings(keys), length.readings());
    }

    /**
     * How much is run.
     *
     * @param warmS seconds of processor time to warm up, when readings are not limited
     * @param readings in all; 0: as many as warm-up and segments of processor time take
     */
    public record Length(int warmS, long readings) {}

    /** Runs to the end. */
    public static BenchResult run(Workload workload, int keys, Length length) {
        return new LocalBench(workload, keys, length).run();
    }

    private BenchResult run() {
        ConnectorCatalog connectors =
                new ConnectorCatalog(List.of(new FeedConnector(this::readings, results)), List.of(new JsonFormat()));
        FunctionCatalog functions = FunctionCatalog.builtIn();
        Pipeline pipeline =
                new SqlCompiler(connectors, functions).compile(workload.label() + ".sql", "bench", workload.sql());
        heapAtStart = Machine.liveHeapBytes();
        long ledger;
        try (LocalEngine engine = new LocalEngine(
                pipeline, new LocalCatalogs(connectors, functions), LocalSettings.initial(), entry -> {})) {
            engine.run();
            ledger = engine.balances().stream().mapToLong(Balance::ledger).sum();
        }
        String suffix = feed.keys() == 2_000 ? "" : "/" + feed.keys();
        return new BenchResult(
                "millrace-local " + workload.label() + suffix,
                measurement.rates().ofResult(),
                source.readings(),
                workload.expected(feed, source.readings()),
                results.answer(),
                ledger,
                heapAtEnd - heapAtStart);
    }

    private Source readings(Format.Reader reader) {
        source = new FeedSource(feed, reader, measurement, () -> heapAtEnd = Machine.liveHeapBytes());
        return source;
    }
}
