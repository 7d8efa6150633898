// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import dev.millrace.testkit.scenario.Scenario.Advance;
import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Rescale;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Disturbs a scenario in ways that must not change its final result (SEMANTICS sections 2 to 4 and 10), from one seed:
 *
 * <ul>
 *   <li>rows of different keys are shuffled, and rows of one key delayed, no further than the key's watermark allows;
 *   <li>one device is cut off and uploads its past when all the others have sent theirs;
 *   <li>readings of tables with {@code dedupe.key} are delivered twice;
 *   <li>the engine is stopped in between and goes on from its checkpoint, with other numbers of threads.
 * </ul>
 *
 * A key that has rows which are late, without time or ahead of their arrival keeps its order, as there the order decides.
 */
final class Chaos {
    private static final double DUPLICATE_SHARE = 0.2;
    private static final double RESCALE_SHARE = 0.15;
    private static final double CUT_OFF_SHARE = 0.7;
    private static final int THREADS_MAX = 3;
    private static final int SWAPS_PER_ROW = 3;

    private final Scenario scenario;
    private final KeyQueues queues;
    private final Random random;
    private int duplicates;

    /**
     * What is played instead of the scenario's own steps.
     *
     * @param duplicates readings that were delivered once more, each an entry in the ledger
     */
    record Disturbed(List<Step> steps, int duplicates) {}

    Chaos(Scenario scenario, long seed) {
        this.scenario = scenario;
        queues = new KeyQueues(TaskGraph.of(scenario.pipeline()));
        random = new Random(seed);
    }

    Disturbed apply() {
        List<Step> disturbed = new ArrayList<>();
        List<Arrival> pending = new ArrayList<>();
        long clockMs = Long.MAX_VALUE;
        for (Step step : scenario.steps()) {
            if (step instanceof Arrival arrival) {
                pending.add(arrival);
                continue;
            }
            disturbed.addAll(disturb(pending, clockMs));
            pending.clear();
            disturbed.add(step);
            clockMs = step instanceof Advance advance ? advance.timeMs() : clockMs;
        }
        disturbed.addAll(disturb(pending, clockMs));
        return new Disturbed(withRescales(disturbed), duplicates);
    }

    private List<Step> disturb(List<Arrival> arrivals, long clockMs) {
        if (scenario.isOrderFixed()) {
            return new ArrayList<>(arrivals);
        }
        List<List<Arrival>> all = queues.of(arrivals);
        for (List<Arrival> queue : all) {
            if (isCalm(queue, clockMs)) {
                delay(queue);
                deliverTwice(queue);
            }
        }
        boolean cutsOff = all.size() > 1 && random.nextDouble() < CUT_OFF_SHARE;
        if (!cutsOff) {
            return Shuffle.mix(all, random);
        }
        List<Arrival> device = all.get(random.nextInt(all.size()));
        int lastSeen = random.nextInt(device.size() + 1);
        List<Step> upload = new ArrayList<>(device.subList(lastSeen, device.size()));
        device.subList(lastSeen, device.size()).clear();
        all.removeIf(List::isEmpty);
        List<Step> steps = Shuffle.mix(all, random);
        steps.addAll(upload);
        return steps;
    }

    /** Whether every row of a queue has a table with a key and a time that is neither late nor ahead. */
    private boolean isCalm(List<Arrival> queue, long clockMs) {
        long latestMs = Row.NO_TIME;
        for (Arrival arrival : queue) {
            long timeMs = timeMs(arrival);
            TableDefinition table = table(arrival);
            long aheadMs = clockMs == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : clockMs + table.timeRule().maxAheadMs();
            boolean isKnown = timeMs != Row.NO_TIME && queues.hasKey(arrival.table());
            if (!isKnown || timeMs > aheadMs || isLate(timeMs, latestMs, arrival)) {
                return false;
            }
            latestMs = Math.max(latestMs, timeMs);
        }
        return true;
    }

    private boolean isLate(long timeMs, long latestMs, Arrival arrival) {
        return latestMs != Row.NO_TIME
                && timeMs <= latestMs - table(arrival).time().orElseThrow().boundMs();
    }

    /** Swaps neighbours of one table as long as none becomes late; rows of equal time keep their order, which says who was first. */
    private void delay(List<Arrival> queue) {
        for (int i = 0; i < queue.size() * SWAPS_PER_ROW && queue.size() > 1; i++) {
            int at = random.nextInt(queue.size() - 1);
            Arrival first = queue.get(at);
            Arrival second = queue.get(at + 1);
            long latestMs = timeMs(second);
            for (int before = 0; before < at; before++) {
                latestMs = Math.max(latestMs, timeMs(queue.get(before)));
            }
            boolean isFree = first.table().equals(second.table()) && timeMs(first) != timeMs(second);
            if (isFree && !isLate(timeMs(first), latestMs, first)) {
                Collections.swap(queue, at, at + 1);
            }
        }
    }

    private void deliverTwice(List<Arrival> queue) {
        for (int i = queue.size() - 1; i >= 0; i--) {
            if (isRecognised(queue.get(i)) && random.nextDouble() < DUPLICATE_SHARE) {
                queue.add(i + 1, queue.get(i));
                duplicates++;
            }
        }
    }

    /** Whether a second delivery is found to be one: the table says what identifies a reading, and this one has it. */
    private boolean isRecognised(Arrival arrival) {
        TableDefinition table = table(arrival);
        Schema physical = table.table().schema();
        return table.dedupe()
                .map(dedupe -> dedupe.columns().stream().allMatch(column -> {
                    int found = physical.indexOf(table.schema().name(column));
                    return found >= 0 && !arrival.rows().get(0).isNull(found);
                }))
                .orElse(false);
    }

    private List<Step> withRescales(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            if (random.nextDouble() < RESCALE_SHARE) {
                all.add(new Rescale(step.line(), 1 + random.nextInt(THREADS_MAX)));
            }
        }
        return all;
    }

    private TableDefinition table(Arrival arrival) {
        return scenario.pipeline().table(arrival.table()).orElseThrow();
    }

    /** Event time of the one row of an arrival; {@link Row#NO_TIME} when it has none, or one that is computed. */
    private long timeMs(Arrival arrival) {
        TableDefinition table = table(arrival);
        int column = table.time()
                .map(time -> table.table().schema().indexOf(table.schema().name(time.column())))
                .orElse(-1);
        Row row = arrival.rows().get(0);
        return column < 0 || row.isNull(column) ? Row.NO_TIME : row.longAt(column);
    }
}
