// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

/** The four sensors of a machine with their normal level and noise (one standard deviation). */
enum Metric {
    VIBRATION("vibration", "mm/s", 2.8, 0.12),
    TEMPERATURE("temperature", "degC", 61.0, 0.25),
    CURRENT("current", "A", 14.2, 0.20),
    ACOUSTIC("acoustic", "dB", 68.0, 0.70);

    private static final Metric[] ALL = values();

    private final String topicName;
    private final String unit;
    private final double level;
    private final double noise;

    Metric(String topicName, String unit, double level, double noise) {
        this.topicName = topicName;
        this.unit = unit;
        this.level = level;
        this.noise = noise;
    }

    static Metric of(int sensor) {
        return ALL[sensor & 3];
    }

    String topicName() {
        return topicName;
    }

    String unit() {
        return unit;
    }

    double level() {
        return level;
    }

    double noise() {
        return noise;
    }
}
