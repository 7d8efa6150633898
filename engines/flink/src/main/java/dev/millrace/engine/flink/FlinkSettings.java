// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.engine.process.FlinkError;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.model.MillraceException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * How pipelines run in Flink, for one job.
 *
 * @param options values of {@link FlinkOptions}, checked
 */
record FlinkSettings(Options options) {
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(30);
    /** Attempts count from the last time the job ran so long without one. */
    private static final Duration CALM = Duration.ofMinutes(10);

    private static final int MOST_ATTEMPTS = 20;

    /** Checks option texts, all at once; throws ENG-461. */
    static FlinkSettings of(Map<String, String> texts) {
        Problems problems = new Problems();
        Options options = Options.of(FlinkOptions.ALL, texts, problems);
        if (!problems.isEmpty()) {
            String facts = problems.list().stream().map(Problems.Problem::fact).collect(Collectors.joining("; "));
            throw MillraceException.of(
                    FlinkError.OPTION_WRONG,
                    "engine \"flink\": " + facts,
                    "Correct them; docs/connectors.md lists all.");
        }
        return new FlinkSettings(options);
    }

    JobSpec.Limits limits() {
        return new JobSpec.Limits(
                Math.toIntExact(options.get(FlinkOptions.MAX_KEYS)),
                Math.toIntExact(options.get(FlinkOptions.HOT_KEYS)),
                !options.get(FlinkOptions.STATE_BACKEND).equals(FlinkOptions.HASHMAP));
    }

    /** Without checkpoints of its own and without a second try: the scenario says when. */
    Configuration forScenario() {
        Configuration settings = common();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        return settings;
    }

    /**
     * With checkpoints, from which a job that failed goes on.
     *
     * @param checkpoints address of the folder
     */
    Configuration forPipeline(String checkpoints) {
        Configuration settings = common();
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(options.get(FlinkOptions.BUFFER_TIMEOUT)));
        settings.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofMillis(options.get(FlinkOptions.CHECKPOINT_INTERVAL)));
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, MOST_BACKOFF);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, CALM);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MOST_ATTEMPTS);
        return settings;
    }

    int parallelism() {
        return Math.toIntExact(options.get(FlinkOptions.PARALLELISM));
    }

    /** Settings of Kafka clients. */
    SortedMap<String, String> kafka() {
        return options.withPrefix(FlinkOptions.PROPERTIES);
    }

    private Configuration common() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(StateBackendOptions.STATE_BACKEND, options.get(FlinkOptions.STATE_BACKEND));
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        return settings;
    }
}
