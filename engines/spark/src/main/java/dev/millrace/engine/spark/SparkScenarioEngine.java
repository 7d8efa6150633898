// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Scenarios on Spark. A run that is never restarted is one bounded job; the first restart makes it a stream, which from there on is
 * stopped and started again from its checkpoint at each restart. One thread.
 */
final class SparkScenarioEngine implements ScenarioEngine {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final SparkSession session;
    private final JavaSparkContext context;

    SparkScenarioEngine(SparkSession session) {
        this.session = session;
        context = JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        HostedPlan plan = new HostedPlan(
                "scenario-" + RUNS.incrementAndGet(),
                PipelineCodec.encode(pipeline),
                Map.of(),
                parallelism,
                HostedPlan.Turns.ARRIVAL);
        plan.requireHostable();
        return new SparkRun(plan, parallelism);
    }

    @Override
    public void close() {
        session.stop();
    }

    /** One pipeline. */
    private final class SparkRun implements Run {
        private final HostedPlan plan;
        private final int width;
        private final Map<String, Spread> spreads = new HashMap<>();
        private final List<Parcel> arrived = new ArrayList<>();
        private ScenarioStream stream;
        private long nextOffset;
        private long nextOrder;

        SparkRun(HostedPlan plan, int width) {
            this.plan = plan;
            this.width = width;
            TaskGraph graph = plan.layout().graph();
            graph.pipeline().tables().forEach(table -> graph.reader(table.name())
                    .ifPresent(task -> spreads.put(table.name(), spread(task))));
        }

        private Spread spread(TaskPlan task) {
            return new Spread(plan.layout(), task);
        }

        @Override
        public void arrive(String table, Row row) {
            Spread spread = spreads.get(table);
            if (spread == null) {
                return;
            }
            Row own = row.copy();
            if (own.offset() < 0) {
                own.withPosition(0, nextOffset++);
            }
            long order = nextOrder++;
            arrived.add(spread.parcel(own, order, 0, order));
        }

        @Override
        public void idle() {
            control(Parcel.Kind.IDLE, nextOrder++);
        }

        private void control(Parcel.Kind kind, long order) {
            for (int address = 0; address < plan.layout().addresses(); address++) {
                arrived.add(Parcel.control(address, order, kind));
            }
        }

        @Override
        public void restart() {
            if (stream == null) {
                stream = new ScenarioStream(session, plan, width);
            }
            stream.runOver(arrived);
            arrived.clear();
        }

        @Override
        public void rescale(int threads) {
            restart();
        }

        @Override
        public Result finish() {
            List<Parcel> out;
            if (stream == null) {
                out = new Batch(context, plan, width)
                        .run(context.parallelize(arrived, 1))
                        .collect();
            } else {
                control(Parcel.Kind.END, Parcel.LAST);
                stream.runOver(arrived);
                out = stream.out();
            }
            return new ScenarioResults(plan).of(out);
        }

        @Override
        public void close() {
            if (stream != null) {
                stream.close();
            }
            LiveTasks.forget(plan.runId());
        }
    }
}
