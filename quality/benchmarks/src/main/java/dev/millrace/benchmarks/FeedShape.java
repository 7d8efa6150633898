// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.util.SplittableRandom;

/**
 * How the readings of a workload lie in time and what they say. A block is made of rounds; in each round every key has one
 * reading. The draws from the random numbers and their order are part of the feed: the peers make the same bytes.
 */
enum FeedShape {
    /** Ten readings a second of every key. */
    STEADY(100) {
        @Override
        int rounds(int keys) {
            return 250;
        }
    },
    /** One reading of every key in each quarter of a minute, one of a thousand far below the average. */
    METERS(15_000) {
        @Override
        int rounds(int keys) {
            return Math.max(8, Math.min(240, 800_000 / keys));
        }

        @Override
        long timeMs(long nominalMs, long lateMs, Place place) {
            return FeedBlock.START_MS + place.round() * 15_000L + 5_000 + place.key() * 9_999L / place.keys() - lateMs;
        }

        @Override
        void vary(Draft draft, Place place, SplittableRandom random) {
            if (random.nextInt(1000) == 0) {
                draft.value *= 0.3;
            }
        }
    },
    /** Vibration and temperature by turns, both seldom too high. */
    MACHINES(500) {
        @Override
        int rounds(int keys) {
            return 240;
        }

        @Override
        void vary(Draft draft, Place place, SplittableRandom random) {
            if (place.round() % 2 == 0) {
                draft.value = random.nextInt(500) == 0 ? 125 : 60 + random.nextInt(40);
            } else {
                draft.type = "temperature";
                draft.value = random.nextInt(120) == 0 ? 95 : 40 + random.nextInt(40);
            }
        }
    },
    /** As steady, one of a thousand far off. */
    OUTLIERS(100) {
        @Override
        int rounds(int keys) {
            return 250;
        }

        @Override
        void vary(Draft draft, Place place, SplittableRandom random) {
            if (random.nextInt(1000) == 0) {
                draft.value += 60;
            }
        }
    },
    /** One reading a minute, then 45 minutes of nothing after each block. */
    USERS(60_000) {
        private static final long PAUSE_MS = 45 * 60_000L;

        @Override
        int rounds(int keys) {
            return 40;
        }

        @Override
        long spanMs(int keys) {
            return rounds(keys) * 60_000L + PAUSE_MS;
        }
    },
    /** Values spread evenly from 0 to 100. */
    MIXED(100) {
        @Override
        int rounds(int keys) {
            return 250;
        }

        @Override
        void vary(Draft draft, Place place, SplittableRandom random) {
            draft.type = random.nextBoolean() ? VIBRATION : "temperature";
            draft.value = random.nextInt(10_000) / 100.0;
        }
    };

    static final String VIBRATION = "vibration";

    private final double roundMs;

    FeedShape(double roundMs) {
        this.roundMs = roundMs;
    }

    /** Where a reading is: its round, its key and how many keys there are. */
    record Place(int round, int key, int keys) {}

    /** A reading while it is made up. */
    static final class Draft {
        String type;
        double value;
    }

    /** Rounds of a block. */
    abstract int rounds(int keys);

    /** Event time by which a block follows the one before. */
    long spanMs(int keys) {
        return Math.round(rounds(keys) * roundMs);
    }

    /** When a reading would be due if none were late. */
    long nominalMs(Place place) {
        return FeedBlock.START_MS + (long) (place.round() * roundMs + place.key() * roundMs / place.keys());
    }

    /** Event time of a reading that is due at one time and late by another. */
    long timeMs(long nominalMs, long lateMs, Place place) {
        return nominalMs - lateMs;
    }

    /** Makes the reading what the workload needs. */
    void vary(Draft draft, Place place, SplittableRandom random) {
        // Most are taken as they are.
    }
}
