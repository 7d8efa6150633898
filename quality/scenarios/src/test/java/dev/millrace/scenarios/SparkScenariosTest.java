// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.ProcessScenarioEngine;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.server.EngineLaunches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Scenarios on Spark, in its own process: straight as one bounded job at parallelism 1, as a stream with a restart from its checkpoint
 * after every statement at parallelism 3. A start of a stream costs about a CPU second, so the build plays one of each kind of
 * operator; {@code ./millrace test quality/scenarios --engine spark --parallelism 1,3} plays all.
 */
class SparkScenariosTest {
    private static final List<String> FILES = List.of(
            "deduplicate/forgotten_after_the_horizon.sql",
            "match/a_without_b.sql",
            "over/baseline_without_the_reading_itself.sql",
            "reference_join/condition_on_the_table_row.sql",
            "stream_join/aggregates_of_two_windows_in_time.sql",
            "top_n/final_is_said_once.sql",
            "union/alerts_of_two_rules.sql",
            "window_aggregate/device_uploads_its_past_into_windows_over_windows.sql");

    private static ScenarioEngine engine;

    @BeforeAll
    static void start() {
        Path libraries = Path.of(System.getProperty("millrace.home"), "engines", "spark", "target", "lib");
        Assumptions.assumeTrue(
                Files.isDirectory(libraries),
                "engine spark is not built: ./mvnw -Dquick -pl engines/spark -am package");
        engine = new ProcessScenarioEngine("spark", EngineProcess.start(EngineLaunches.spark()));
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.namedTests(Scenarios.folder(), FILES, engine);
    }
}
