// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.engine.process.FlinkError;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.model.MillraceException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * How pipelines run in Flink, for one job.
 *
 * @param options values of {@link FlinkOptions}, checked
 */
record FlinkSettings(Options options) {
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

    private Configuration common() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(StateBackendOptions.STATE_BACKEND, options.get(FlinkOptions.STATE_BACKEND));
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        return settings;
    }
}
