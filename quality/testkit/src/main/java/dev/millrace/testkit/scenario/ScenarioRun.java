// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.model.Row;
import dev.millrace.plan.TableDefinition;
import dev.millrace.testkit.scenario.Scenario.Advance;
import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Rescale;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.util.List;

/** Plays a scenario on an engine. */
final class ScenarioRun {
    private static final long MICROS_PER_MS = 1000;
    private static final long NO_CLOCK = Long.MIN_VALUE;

    private final Scenario scenario;
    private final Mode mode;
    private long clockMs = NO_CLOCK;
    private int duplicates;

    ScenarioRun(Scenario scenario, Mode mode) {
        this.scenario = scenario;
        this.mode = mode;
    }

    ScenarioEngine.Result play(ScenarioEngine engine) {
        List<Step> steps = steps();
        try (ScenarioEngine.Run run = engine.open(scenario.pipeline(), mode.parallelism())) {
            for (Step step : steps) {
                play(step, run);
                if (mode.restarts()) {
                    run.restart();
                }
            }
            return run.finish();
        }
    }

    /** Readings that were delivered twice in this way of playing; known after {@link #play}. */
    int duplicates() {
        return duplicates;
    }

    private List<Step> steps() {
        return switch (mode.disorder()) {
            case NONE -> scenario.steps();
            case SHUFFLED ->
                new Shuffle(new KeyQueues(TaskGraph.of(scenario.pipeline()))).apply(scenario.steps(), mode.seed());
            case CHAOS -> {
                Chaos.Disturbed disturbed = new Chaos(scenario, mode.seed()).apply();
                duplicates = disturbed.duplicates();
                yield disturbed.steps();
            }
        };
    }

    private void play(Step step, ScenarioEngine.Run run) {
        if (step instanceof Rescale rescale) {
            run.rescale(rescale.threads());
            return;
        }
        if (step instanceof Advance advance) {
            boolean isSilence = clockMs != NO_CLOCK && advance.timeMs() - clockMs >= idleMs();
            clockMs = advance.timeMs();
            if (isSilence) {
                run.idle();
            }
            return;
        }
        Arrival arrival = (Arrival) step;
        for (Row row : arrival.rows()) {
            Row arriving = row.copy();
            if (clockMs != NO_CLOCK) {
                arriving.withArrivalMicros(clockMs * MICROS_PER_MS);
            }
            run.arrive(arrival.table(), arriving);
        }
    }

    private long idleMs() {
        return scenario.pipeline().tables().stream()
                .filter(t -> t.time().isPresent())
                .map(TableDefinition::timeRule)
                .mapToLong(rule -> rule.idleMs())
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
