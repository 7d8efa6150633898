// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

/**
 * Something that happens to one machine: a label.
 *
 * @param machine from 0
 * @param startTick when it begins
 * @param riseTick when the temperature begins to move; equal to startTick where there is only one beginning
 */
record Incident(Kind kind, int machine, int startTick, int riseTick) {
    /** Ticks from the beginning of a rise until three readings are clearly above their trailing mean (4 degC). */
    private static final int VISIBLE_AFTER_TICKS = 25;

    /** What happens. Only a bearing failure may raise an alert of the bearing pattern. */
    enum Kind {
        /** A burst of vibration, then within 3 to 20 s a rise of 14 degC. */
        BEARING_FAILURE,
        /** A burst of vibration, nothing else. */
        VIBRATION_SPIKE,
        /** A burst of vibration, then one single wrong reading of the temperature. */
        SPIKE_AND_GLITCH,
        /** The same rise without a burst before. */
        RISE_WITHOUT_SPIKE,
        /** A burst of vibration, and the rise 75 s later: beyond the minute of the pattern. */
        RISE_TOO_LATE,
        /** The temperature creeps up 4 degC in 200 s and falls back. */
        DRIFT
    }

    boolean isBearingFailure() {
        return kind == Kind.BEARING_FAILURE;
    }

    boolean hasSpike() {
        return kind == Kind.BEARING_FAILURE
                || kind == Kind.VIBRATION_SPIKE
                || kind == Kind.SPIKE_AND_GLITCH
                || kind == Kind.RISE_TOO_LATE;
    }

    boolean hasRise() {
        return kind == Kind.BEARING_FAILURE || kind == Kind.RISE_WITHOUT_SPIKE || kind == Kind.RISE_TOO_LATE;
    }

    /** When a bearing failure can be known. */
    int visibleTick() {
        return riseTick + VISIBLE_AFTER_TICKS;
    }
}
