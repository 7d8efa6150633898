// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.engine.process.EnginePipeline;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.engine.process.PipelineOrder;
import dev.millrace.engine.process.PipelineStatus;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.pipeline.EngineRun;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts pipelines in Flink, each in a process of its own. */
final class FlinkStarter {
    private FlinkStarter() {}

    static EngineRun start(Pipeline pipeline, ClientSettings client, ServerOptions options) {
        EngineProcess process = EngineProcess.start(EngineLaunches.flink(new TreeMap<>()));
        PipelineOrder order = new PipelineOrder(
                client.bootstrapServers(),
                options.dataFolder().toString(),
                options.flinkAddress().orElse(""),
                FlinkOptions.texts(options.properties()));
        return new Run(pipeline.name(), EnginePipeline.start(process, pipeline, order));
    }

    /** A pipeline over there. What it says is asked anew when it is older than a moment, because pages ask often. */
    private static final class Run implements EngineRun {
        private static final Logger LOG = LoggerFactory.getLogger(Run.class);
        private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
        private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private final String name;
        private final EnginePipeline pipeline;
        private PipelineStatus status;
        private long askedNanos;
        private boolean isClosed;

        Run(String name, EnginePipeline pipeline) {
            this.name = name;
            this.pipeline = pipeline;
        }

        private synchronized PipelineStatus status() {
            if (!isClosed && (status == null || System.nanoTime() - askedNanos > FRESH_NANOS)) {
                try {
                    status = pipeline.status();
                } catch (MillraceException e) {
                    // The process is gone, or its cluster does not answer: what is known of the tables stays.
                    SortedMap<String, PipelineStatus.Account> tables =
                            status == null ? new TreeMap<>() : status.tables();
                    PipelineStatus.State state =
                            pipeline.isAlive() ? PipelineStatus.State.STARTING : PipelineStatus.State.FAILED;
                    status = new PipelineStatus(state, e.getMessage(), tables);
                }
                askedNanos = System.nanoTime();
            }
            return status;
        }

        @Override
        public String state() {
            return status().state().name();
        }

        @Override
        public Optional<String> failure() {
            PipelineStatus now = status();
            return now.state() == PipelineStatus.State.FAILED ? Optional.of(now.failure()) : Optional.empty();
        }

        @Override
        public void awaitRunning(Duration timeout) {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (status().state() != PipelineStatus.State.RUNNING) {
                if (failure().isPresent() || System.nanoTime() > deadline) {
                    throw MillraceException.of(
                            ServerError.ENGINE_STOPPED,
                            "pipeline \"" + name + "\" does not run in Flink; its state is " + state()
                                    + (status().failure().isEmpty() ? "" : ": " + status().failure()),
                            "Read the cause; with --verbose Flink's own log is shown.");
                }
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
            }
        }

        @Override
        public SortedMap<String, TableAccount> tables() {
            SortedMap<String, TableAccount> accounts = new TreeMap<>();
            status().tables().forEach((table, account) -> {
                SortedMap<String, Long> ledger = new TreeMap<>();
                account.ledger().forEach((reason, rows) -> ledger.put(reason.name(), rows));
                accounts.put(table, new TableAccount(account.read(), account.used(), ledger));
            });
            return accounts;
        }

        /** Stops with a savepoint, from which the next start goes on; one that does not run any more is left as it is. */
        @Override
        public synchronized void close() {
            if (isClosed) {
                return;
            }
            status();
            isClosed = true;
            try {
                if (status.state() == PipelineStatus.State.RUNNING) {
                    pipeline.stop();
                }
            } catch (MillraceException e) {
                LOG.warn(
                        "pipeline goes on from its last checkpoint next time pipeline={} cause={}",
                        name,
                        e.getMessage());
            } finally {
                pipeline.close();
            }
        }
    }
}
