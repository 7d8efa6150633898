// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
        return new LocalRun(TaskGraph.of(pipeline), new KernelOperators(functions), parallelism);
    }

    @Override
    public void close() {
        // Runs hold everything that is to be closed.
    }

    /** One pipeline. Ledger times are 0: a scenario has no clock of its own. */
    private static final class LocalRun implements Run, LocalOutput {
        private final TaskGraph graph;
        private final OperatorFactory operators;
        private final int parallelism;
        private final List<Emission> emissions = Collections.synchronizedList(new ArrayList<>());
        private final List<LedgerEntry> ledger = Collections.synchronizedList(new ArrayList<>());
        private LocalRuntime runtime;
        private long nextOffset;

        LocalRun(TaskGraph graph, OperatorFactory operators, int parallelism) {
            this.graph = graph;
            this.operators = operators;
            this.parallelism = parallelism;
            runtime = newRuntime();
            runtime.start();
        }

        @Override
        public void arrive(String table, Row row) {
            if (!runtime.isRead(table)) {
                return;
            }
            Row own = row.copy();
            if (own.offset() < 0) {
                own.withPosition(0, nextOffset++);
            }
            runtime.feed(table, own);
        }

        @Override
        public void idle() {
            runtime.idle();
        }

        @Override
        public void restart() {
            runtime.awaitQuiet();
            ByteWriter saved = new ByteWriter();
            runtime.save(saved);
            runtime.close();
            runtime = newRuntime();
            runtime.load(new ByteReader(saved.toBytes()));
            runtime.start();
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
            ledger.add(rejection.toEntry(0, graph.pipeline().name(), ""));
        }

        private LocalRuntime newRuntime() {
            return new LocalRuntime(graph, operators, parallelism, this);
        }
    }
}
