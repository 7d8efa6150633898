// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of pipeline.sql written down a second time, over the bare signals: labels and rule must agree for any seed. */
final class IncidentDetectionTest {
    private static final int MACHINES = 500;
    private static final int TICKS = 1_800;
    private static final int WITHIN_TICKS = 600;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 2026})
    void the_rule_finds_every_bearing_failure_and_nothing_else(long seed) {
        IncidentPlan plan = new IncidentPlan(seed, MACHINES);
        Signals signals = new Signals(seed, MACHINES);
        Map<Integer, List<Incident>> beginning = new HashMap<>();
        for (int minute = 0; minute < 3; minute++) {
            plan.ofMinute(minute).forEach(i -> beginning
                    .computeIfAbsent(i.startTick(), t -> new ArrayList<>())
                    .add(i));
        }
        Machine[] machines = new Machine[MACHINES];
        for (int m = 0; m < MACHINES; m++) {
            machines[m] = new Machine(m);
        }

        for (int tick = -6_000; tick < TICKS; tick += tick < 0 ? 100 : 1) {
            beginning.getOrDefault(tick, List.of()).forEach(signals::begin);
            for (Machine machine : machines) {
                machine.take(signals, tick);
            }
        }

        TreeSet<String> expected = new TreeSet<>();
        plan.before(TICKS).stream()
                .filter(i -> i.isBearingFailure() && i.startTick() > 0 && i.visibleTick() < TICKS)
                .forEach(i -> expected.add(i.machine() + " at " + i.startTick()));
        TreeSet<String> found = new TreeSet<>();
        for (Machine machine : machines) {
            found.addAll(machine.found);
        }
        assertEquals(expected, found);
    }

    private static final class Machine {
        private final int machine;
        private final Trail vibration = new Trail();
        private final Trail temperature = new Trail();
        private final List<String> found = new ArrayList<>();
        private int burstTick = Integer.MIN_VALUE;
        private int warmer;

        Machine(int machine) {
            this.machine = machine;
        }

        void take(Signals signals, int tick) {
            int sensor = machine * 4;
            double z = vibration.zOf(signals.value(sensor, tick));
            if (z > 5) {
                burstTick = warmer > 0 || burstTick == Integer.MIN_VALUE ? tick : burstTick;
                warmer = 0;
            }
            double value = signals.value(sensor + 1, tick);
            boolean isFarFromBaseline = temperature.zOf(value) > 3;
            if (isFarFromBaseline && value - temperature.lastMean > 2 && burstTick != Integer.MIN_VALUE) {
                warmer++;
                if (tick - burstTick >= WITHIN_TICKS) {
                    burstTick = Integer.MIN_VALUE;
                } else if (warmer == 3) {
                    found.add(machine + " at " + burstTick);
                    burstTick = Integer.MIN_VALUE;
                }
                warmer = burstTick == Integer.MIN_VALUE ? 0 : warmer;
            }
        }
    }

    /** Mean and deviation of the hundred readings before. */
    private static final class Trail {
        private final double[] last = new double[100];
        private int count;
        private double lastMean;

        double zOf(double value) {
            int n = Math.min(count, last.length);
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += last[i] / n;
            }
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares += (last[i] - mean) * (last[i] - mean);
            }
            last[count++ % last.length] = value;
            lastMean = mean;
            return n < 30 ? 0 : (value - mean) / Math.sqrt(squares / (n - 1));
        }
    }
}
