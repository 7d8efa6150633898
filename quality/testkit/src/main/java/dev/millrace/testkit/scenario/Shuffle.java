// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Another order of arrival in which every key's rows keep their order: all keys of the rows between two movements of the clock are
 * queued, and a random queue gives the next row.
 */
final class Shuffle {
    private final KeyQueues queues;

    Shuffle(KeyQueues queues) {
        this.queues = queues;
    }

    List<Step> apply(List<Step> steps, long seed) {
        Random random = new Random(seed);
        List<Step> shuffled = new ArrayList<>();
        List<Arrival> pending = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Arrival arrival) {
                pending.add(arrival);
                continue;
            }
            shuffled.addAll(mix(queues.of(pending), random));
            pending.clear();
            shuffled.add(step);
        }
        shuffled.addAll(mix(queues.of(pending), random));
        return shuffled;
    }

    /** Rows of some queues in a random order that keeps the order of each. */
    static List<Step> mix(List<List<Arrival>> queues, Random random) {
        List<ArrayDeque<Arrival>> open = new ArrayList<>();
        queues.forEach(queue -> open.add(new ArrayDeque<>(queue)));
        List<Step> mixed = new ArrayList<>();
        while (!open.isEmpty()) {
            ArrayDeque<Arrival> queue = open.get(random.nextInt(open.size()));
            mixed.add(queue.poll());
            if (queue.isEmpty()) {
                open.remove(queue);
            }
        }
        return mixed;
    }
}
