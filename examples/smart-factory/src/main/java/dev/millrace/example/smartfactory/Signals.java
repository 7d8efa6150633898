// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

/** The value of a sensor at a tick: level, noise, a slow breathing of the temperature, and what happens to the machine. */
final class Signals {
    private static final int SPIKE_TICKS = 8;
    private static final double RISE_DEGC = 14;
    private static final int RISE_TICKS = 40;
    private static final int HOT_TICKS = 300;
    private static final int COOLING_TICKS = 300;
    private static final double GLITCH_DEGC = 12;
    private static final double DRIFT_DEGC = 4;
    private static final int DRIFT_TICKS = 2_000;
    private static final int DRIFT_BACK_TICKS = 400;
    private static final int BREATH_TICKS = 6_000;

    private final Dice noise;
    private final Dice levels;
    /** The newest incident of each machine, null for none. */
    private final Incident[] incidents;

    Signals(long seed, int machines) {
        noise = new Dice(seed, "noise");
        levels = new Dice(seed, "levels");
        incidents = new Incident[machines];
    }

    /** From now on this happens to its machine, and nothing else. */
    void begin(Incident incident) {
        incidents[incident.machine()] = incident;
    }

    double value(int sensor, int tick) {
        Metric metric = Metric.of(sensor);
        double level = metric.level() * (1 + 0.02 * levels.noise(sensor, 0));
        double value = level + metric.noise() * noise.noise(sensor, tick);
        if (metric == Metric.TEMPERATURE) {
            value += 0.5 * Math.sin(2 * Math.PI * (tick + sensor * 37) / BREATH_TICKS);
        }
        Incident incident = incidents[sensor >> 2];
        return incident == null ? value : value + effect(incident, metric, sensor, tick);
    }

    private double effect(Incident incident, Metric metric, int sensor, int tick) {
        return switch (metric) {
            case VIBRATION -> spike(incident, sensor, tick) * metric.noise();
            case TEMPERATURE -> warming(incident, tick);
            case CURRENT, ACOUSTIC -> 0;
        };
    }

    /** In standard deviations of the noise: 12 to 18 for 0.8 s. */
    private double spike(Incident incident, int sensor, int tick) {
        int since = tick - incident.startTick();
        boolean isOn = incident.hasSpike() && since >= 0 && since < SPIKE_TICKS;
        return isOn ? 15 + noise.noise(sensor, incident.startTick()) : 0;
    }

    private static double warming(Incident incident, int tick) {
        int since = tick - incident.riseTick();
        if (since < 0) {
            return 0;
        }
        if (incident.kind() == Incident.Kind.SPIKE_AND_GLITCH) {
            return since == 0 ? GLITCH_DEGC : 0;
        }
        if (incident.kind() == Incident.Kind.DRIFT) {
            double up = Math.min(1, since / (double) DRIFT_TICKS);
            double down = Math.max(0, since - DRIFT_TICKS) / (double) DRIFT_BACK_TICKS;
            return DRIFT_DEGC * Math.max(0, up - down);
        }
        double up = Math.min(1, since / (double) RISE_TICKS);
        double down = Math.max(0, since - HOT_TICKS) / (double) COOLING_TICKS;
        return incident.hasRise() ? RISE_DEGC * Math.max(0, up - down) : 0;
    }
}
