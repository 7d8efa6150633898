// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import dev.millrace.example.smartfactory.Incident.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What goes wrong, minute by minute, as a function of the seed. The machines of a minute are one fifth of the plant, so a machine
 * has rest for five minutes after an incident and no two overlap.
 */
final class IncidentPlan {
    /** Machine 7 is cut off from before the beginning until {@link #ONLINE_TICK} and then uploads its past. */
    static final int OFFLINE_MACHINE = 7;
    /** Machine 3 believes that it is the year 2099. */
    static final int WRONG_CLOCK_MACHINE = 3;
    /** Four minutes before the live part. */
    static final int OFFLINE_FROM_TICK = -2_400;
    /** 15 s into the live part. */
    static final int ONLINE_TICK = 150;

    private static final int MINUTE_TICKS = 600;
    private static final int CLASSES = 5;
    private static final int MACHINES_OF_COUNTS = 500;

    private final Dice dice;
    private final int machines;

    IncidentPlan(long seed, int machines) {
        this.dice = new Dice(seed, "incidents");
        this.machines = machines;
    }

    /** The failure that happens while its machine is offline: found when the past is uploaded. */
    static Incident failureWhileOffline() {
        return new Incident(Kind.BEARING_FAILURE, OFFLINE_MACHINE, -1_200, -1_100);
    }

    /** Incidents that begin in a minute of the live part; minute 0 is the first. */
    List<Incident> ofMinute(int minute) {
        List<Integer> candidates = shuffled(minute);
        List<Incident> incidents = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int count = Math.max(1, perMinute(kind) * machines / MACHINES_OF_COUNTS);
            for (int i = 0; i < count && incidents.size() < candidates.size(); i++) {
                incidents.add(incident(kind, candidates.get(incidents.size()), minute));
            }
        }
        return incidents;
    }

    /** Incidents that begin before a tick of the live part, the one while offline included. */
    List<Incident> before(int tick) {
        List<Incident> all = new ArrayList<>();
        all.add(failureWhileOffline());
        for (int minute = 0; minute * MINUTE_TICKS < tick; minute++) {
            all.addAll(ofMinute(minute));
        }
        return all.stream().filter(i -> i.startTick() < tick).toList();
    }

    private Incident incident(Kind kind, int machine, int minute) {
        // In the first half of its minute, so that a demo of one minute sees each failure to its end.
        int startTick = minute * MINUTE_TICKS + 10 + dice.below(290, machine, minute);
        int riseTick = startTick
                + switch (kind) {
                    case BEARING_FAILURE, SPIKE_AND_GLITCH -> 30 + dice.below(170, minute, machine + 10_000L);
                    case RISE_TOO_LATE -> 750;
                    case VIBRATION_SPIKE, RISE_WITHOUT_SPIKE, DRIFT -> 0;
                };
        return new Incident(kind, machine, startTick, riseTick);
    }

    private List<Integer> shuffled(int minute) {
        List<Integer> candidates = new ArrayList<>(Stream.iterate(minute % CLASSES, m -> m < machines, m -> m + CLASSES)
                .filter(m -> m != OFFLINE_MACHINE && m != WRONG_CLOCK_MACHINE)
                .toList());
        for (int i = candidates.size() - 1; i > 0; i--) {
            int j = dice.below(i + 1, minute, -i);
            candidates.set(i, candidates.set(j, candidates.get(i)));
        }
        return candidates;
    }

    private static int perMinute(Kind kind) {
        return switch (kind) {
            case BEARING_FAILURE -> 12;
            case VIBRATION_SPIKE -> 20;
            case SPIKE_AND_GLITCH -> 10;
            case RISE_WITHOUT_SPIKE, RISE_TOO_LATE, DRIFT -> 5;
        };
    }
}
