// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.engine.process.FlinkError;
import dev.millrace.engine.process.PipelineHost;
import dev.millrace.engine.process.PipelineOrder;
import dev.millrace.engine.process.PipelineStatus;
import dev.millrace.engine.process.PipelineStatus.State;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.codec.PipelineCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pipeline as a Flink job between topics, in this process or on a cluster. One thread. */
final class FlinkPipeline implements PipelineHost {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkPipeline.class);
    private static final long ANSWER_SECONDS = 60;

    private Hosting hosting;
    private SavedStates states;
    private Place place;
    private JobID job;
    private boolean isStopped;

    @Override
    public void start(Pipeline pipeline, PipelineOrder order) {
        FlinkSettings settings = FlinkSettings.of(order.options());
        states = SavedStates.of(order.folder(), pipeline.name());
        hosting = hosting(pipeline, settings, order);
        hosting.requireOperators();
        place = order.cluster().isEmpty() ? Place.here(settings.parallelism()) : Place.at(order.cluster());
        Optional<JobID> running = running();
        if (running.isPresent()) {
            job = running.get();
            LOG.info("pipeline runs on the cluster already pipeline={} job={}", pipeline.name(), job);
            return;
        }
        Optional<String> from = states.newest();
        JobGraph graph = jobGraph(settings, order, from);
        job = get(place.client().submitJob(graph), "submit the job");
        LOG.info("job submitted pipeline={} job={} from={}", pipeline.name(), job, from.orElse("the beginning"));
    }

    private Hosting hosting(Pipeline pipeline, FlinkSettings settings, PipelineOrder order) {
        byte[] plan = PipelineCodec.encode(pipeline);
        Hosting first = Hosting.of(new JobSpec(plan, Map.of(), settings.limits(), ""));
        FlinkTopics topics = new FlinkTopics(first.graph(), settings, order.bootstrapServers());
        try (Topics kafka = new Topics(client(settings, order))) {
            Map<String, Integer> partitions = topics.ensure(kafka);
            return Hosting.of(first, new JobSpec(plan, partitions, settings.limits(), ""));
        }
    }

    private static ClientSettings client(FlinkSettings settings, PipelineOrder order) {
        return ClientSettings.of(order.bootstrapServers()).with(security(settings));
    }

    /** Of the settings for Kafka clients those that an admin client needs too. */
    private static TreeMap<String, String> security(FlinkSettings settings) {
        TreeMap<String, String> security = new TreeMap<>(settings.kafka());
        security.keySet().removeIf(n -> !n.startsWith("security.") && !n.startsWith("sasl.") && !n.startsWith("ssl."));
        return security;
    }

    private JobGraph jobGraph(FlinkSettings settings, PipelineOrder order, Optional<String> from) {
        ReferenceGate gate = gate(settings, order, from);
        KafkaEnds ends = new KafkaEnds(hosting.graph(), settings, order.bootstrapServers(), gate);
        JobGraph graph = new JobGraphs(hosting.job(), hosting.graph(), ends)
                .build(settings.forPipeline(states.checkpoints()), settings.parallelism())
                .getJobGraph();
        // State of statements that are gone is left behind; what was restored from is Flink's to delete later.
        from.ifPresent(path -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path, true, RecoveryClaimMode.CLAIM)));
        graph.addJars(place.jars());
        return graph;
    }

    private ReferenceGate gate(FlinkSettings settings, PipelineOrder order, Optional<String> from) {
        List<String> topics = KafkaEnds.referenceTopics(hosting.graph());
        if (topics.isEmpty()) {
            return null;
        }
        String start = from.isPresent() ? "" : String.valueOf(Instant.now().toEpochMilli());
        try (Topics kafka = new Topics(client(settings, order))) {
            return ReferenceGate.of(
                    KafkaEnds.group(hosting.pipeline(), start),
                    order.bootstrapServers(),
                    security(settings),
                    kafka.endOffsets(topics));
        }
    }

    /** The job of this pipeline, when a process that was killed has left it on the cluster. */
    private Optional<JobID> running() {
        if (place.isHere()) {
            return Optional.empty();
        }
        try {
            return get(place.client().listJobs(), "list its jobs").stream()
                    .filter(found -> found.getJobName().equals(JobGraphs.jobName(hosting.graph())))
                    .filter(found -> !found.getJobState().isTerminalState())
                    .map(JobStatusMessage::getJobId)
                    .findFirst();
        } catch (MillraceException e) {
            throw e;
        } catch (Exception e) {
            throw away("list its jobs", e);
        }
    }

    @Override
    public PipelineStatus status() {
        List<String> tables = tables(hosting.graph());
        if (isStopped) {
            return new PipelineStatus(State.STOPPED, "", Accounts.tables(Map.of(), tables));
        }
        JobStatus status = get(place.client().getJobStatus(job), "say how the job is");
        if (status == JobStatus.FAILED || status == JobStatus.FAILING) {
            return new PipelineStatus(State.FAILED, failure(status), Accounts.tables(Map.of(), tables));
        }
        Map<String, Object> accumulators = get(place.client().getAccumulators(job), "give the accounts");
        long wanted = hosting.job().partitions().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        boolean isRunning = status == JobStatus.RUNNING && Accounts.partitions(accumulators) == wanted;
        State state = status.isTerminalState() ? State.STOPPED : isRunning ? State.RUNNING : State.STARTING;
        return new PipelineStatus(state, "", Accounts.tables(accumulators, tables));
    }

    private static List<String> tables(TaskGraph graph) {
        return graph.pipeline().tables().stream()
                .map(TableDefinition::name)
                .filter(name -> graph.reader(name).isPresent())
                .toList();
    }

    private String failure(JobStatus status) {
        if (status == JobStatus.FAILING) {
            return "the job is failing";
        }
        return get(place.client().requestJobResult(job), "say why the job failed")
                .getSerializedThrowable()
                .map(e ->
                        rootOf(e.deserializeError(getClass().getClassLoader())).toString())
                .orElse("the job failed");
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof MillraceException)) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public String stop() {
        isStopped = true;
        String savepoint = get(
                place.client().stopWithSavepoint(job, false, states.savepoints(), SavepointFormatType.CANONICAL),
                "stop the job with a savepoint");
        LOG.info("job stopped pipeline={} savepoint={}", hosting.pipeline(), savepoint);
        return savepoint;
    }

    private <T> T get(CompletableFuture<T> future, String what) {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw away(what, rootOf(e));
        } catch (TimeoutException e) {
            throw away(what, e);
        }
    }

    private MillraceException away(String what, Throwable cause) {
        return MillraceException.of(
                FlinkError.CLUSTER_AWAY,
                "Flink at " + place.client().getWebInterfaceURL() + " was asked to " + what + ": " + cause,
                FlinkError.CLUSTER_AWAY.cure(),
                cause);
    }

    @Override
    public void close() {
        if (place != null) {
            place.close();
        }
    }
}
