// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

/** Randomness without state: the same question gets the same answer, in whatever order questions are asked. */
final class Dice {
    private final long seed;

    Dice(long seed, String purpose) {
        this.seed = mix(seed * 0x9e3779b97f4a7c15L + purpose.hashCode());
    }

    /** 64 random bits for a pair of numbers. */
    long bits(long a, long b) {
        return mix(seed + a * 0xd1342543de82ef95L + b * 0x9e3779b97f4a7c15L);
    }

    /** From 0 to less than bound. */
    int below(int bound, long a, long b) {
        return (int) Math.floorMod(bits(a, b), (long) bound);
    }

    /** Whether an event with this many cases in a million happens. */
    boolean happens(int perMillion, long a, long b) {
        return below(1_000_000, a, b) < perMillion;
    }

    /**
     * Noise of mean 0 and standard deviation 1: the sum of three uniform numbers, near to a normal one but never beyond 3, as
     * the readings of a sensor with a range are.
     */
    double noise(long a, long b) {
        long bits = bits(a, b);
        long mask = (1L << 21) - 1;
        long sum = (bits & mask) + (bits >>> 21 & mask) + (bits >>> 42 & mask);
        return (sum - 1.5 * mask) / (0.5 * mask);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
