// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.StateWriter;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenarios on the local engine. */
public final class LocalScenarioEngine implements ScenarioEngine {
    private final FunctionCatalog functions;

    public LocalScenarioEngine(FunctionCatalog functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        LocalRuntime.Plan plan = new LocalRuntime.Plan(
                TaskGraph.of(pipeline), new KernelOperators(functions), TaskOptions.savedByParts());
        return new LocalRun(plan, parallelism);
    }

    @Override
    public void close() {
        // Runs hold everything that is to be closed.
    }

    /** One pipeline. Ledger times are 0: a scenario has no clock of its own. */
    private static final class LocalRun implements Run, LocalOutput {
        private final LocalRuntime.Plan plan;
        private final int parallelism;
        private final List<Emission> emissions = Collections.synchronizedList(new ArrayList<>());
        private final List<LedgerEntry> ledger = Collections.synchronizedList(new ArrayList<>());
        private int threads;
        private LocalRuntime runtime;
        /** Pieces of state by task and key. */
        private final Map<String, Map<ByteBuffer, byte[]>> saved = new TreeMap<>();

        private long nextOffset;
        /** Table of the last row. */
        private String lastTable = "";

        LocalRun(LocalRuntime.Plan plan, int parallelism) {
            this.plan = plan;
            this.parallelism = parallelism;
            threads = parallelism;
            runtime = newRuntime();
            runtime.start();
        }

        @Override
        public void arrive(String table, Row row) {
            if (!runtime.isRead(table)) {
                return;
            }
            if (plan.graph().isOrderedAcrossTables() && !lastTable.equals(table)) {
                runtime.awaitQuiet();
            }
            lastTable = table;
            Row own = row.copy();
            if (own.offset() < 0) {
                own.withPosition(0, nextOffset++);
            }
            runtime.feed(runtime.feedOf(table), own);
        }

        @Override
        public void idle() {
            runtime.idle();
        }

        /** Saves what changed since the last restart, as an engine with a changelog does, and loads all that was ever saved. */
        @Override
        public void restart() {
            runtime.awaitQuiet();
            runtime.forEachTask((name, task) -> task.saveState(false, store(name)));
            runtime.close();
            runtime = newRuntime();
            runtime.forEachTask((name, task) -> {
                saved.getOrDefault(name, Map.of()).forEach((key, value) -> task.loadState(key.array(), value));
                task.loaded();
            });
            runtime.start();
        }

        @Override
        public void rescale(int newThreads) {
            threads = newThreads;
            restart();
        }

        private StateWriter store(String task) {
            Map<ByteBuffer, byte[]> pieces = saved.computeIfAbsent(task, t -> new LinkedHashMap<>());
            return (key, value) -> {
                if (value == null) {
                    pieces.remove(ByteBuffer.wrap(key));
                } else {
                    pieces.put(ByteBuffer.wrap(key), value);
                }
            };
        }

        @Override
        public Result finish() {
            runtime.end();
            return new Result(List.copyOf(emissions), List.copyOf(ledger), runtime.balances());
        }

        @Override
        public void close() {
            runtime.close();
        }

        @Override
        public void result(Output output, Row row) {
            emissions.add(new Emission(output.id(), row));
        }

        @Override
        public void ledger(Rejection rejection) {
            ledger.add(rejection.toEntry(0, plan.graph().pipeline().name(), ""));
        }

        private LocalRuntime newRuntime() {
            return new LocalRuntime(plan, new LocalRuntime.Scale(parallelism, threads), this);
        }
    }
}
