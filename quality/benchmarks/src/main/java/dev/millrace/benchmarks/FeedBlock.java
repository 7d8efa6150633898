// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One block of readings as JSON of about 210 bytes, made from a fixed seed. One of five readings is up to 5 s late. The 13 digits
 * of {@code ts} are left free: {@link Feed} writes them, so that the block can be replayed in laps.
 */
final class FeedBlock {
    /** First event time, epoch ms: a multiple of 5 minutes, one hour and 15 s. */
    static final long START_MS = 1_700_000_400_000L;

    static final int TIME_DIGITS = 13;
    private static final long SEED = 42;
    private static final int LATE_MAX_MS = 4_999;
    private static final int BYTES_PER_READING_MAX = 240;

    final int size;
    final byte[][] readings;
    final int[] timeAt;
    final long[] timeMs;
    final double[] values;
    final boolean[] isVibration;
    final boolean[] isConnected;

    private final int keys;

    FeedBlock(FeedShape shape, int keys) {
        this.keys = keys;
        int rounds = shape.rounds(keys);
        size = Math.multiplyExact(rounds, keys);
        readings = new byte[size][];
        timeAt = new int[size];
        timeMs = new long[size];
        values = new double[size];
        isVibration = new boolean[size];
        isConnected = new boolean[size];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < rounds; round++) {
            for (int key = 0; key < keys; key++) {
                add(shape, new FeedShape.Place(round, key, keys), random);
            }
        }
    }

    /** Most keys of which a block fits into a heap of so many bytes. */
    static int keysMax(FeedShape shape, long heapBytes) {
        int keys = 1;
        while (keys < 1_000_000 && (long) shape.rounds(keys * 2) * keys * 2 * BYTES_PER_READING_MAX < heapBytes / 2) {
            keys *= 2;
        }
        return keys;
    }

    static String keyName(int key) {
        return String.format(Locale.ROOT, "m-%06d", key);
    }

    private void add(FeedShape shape, FeedShape.Place place, SplittableRandom random) {
        int i = place.round() * keys + place.key();
        long nominalMs = shape.nominalMs(place);
        boolean isLate = random.nextInt(5) == 0 && nominalMs - START_MS >= 5_000;
        timeMs[i] = shape.timeMs(nominalMs, isLate ? random.nextInt(LATE_MAX_MS) : 0, place);
        FeedShape.Draft draft = new FeedShape.Draft();
        draft.type = FeedShape.VIBRATION;
        draft.value = 100 + 10 * (random.nextDouble() - 0.5) * 2;
        isConnected[i] = random.nextInt(100) != 0;
        shape.vary(draft, place, random);
        isVibration[i] = draft.type.equals(FeedShape.VIBRATION);
        String value = String.format(Locale.ROOT, "%.3f", draft.value);
        values[i] = Double.parseDouble(value);
        write(i, place.key(), draft.type, value);
    }

    private void write(int i, int key, String type, String value) {
        byte[] head = ("{\"device\":\"" + keyName(key) + "\",\"type\":\"" + type + "\",\"value\":" + value + ",\"ts\":")
                .getBytes(UTF_8);
        byte[] tail = (",\"site\":\"plant-" + (10 + key % 50) + "\",\"unit\":\"mm/s\",\"connected\":" + isConnected[i]
                        + ",\"severity\":\"info\",\"fw\":\"2.4." + key % 7 + "\",\"tags\":{\"line\":\"L" + key % 9
                        + "\",\"zone\":\"north-east\"},\"quality\":0.98}")
                .getBytes(UTF_8);
        byte[] reading = Arrays.copyOf(head, head.length + TIME_DIGITS + tail.length);
        System.arraycopy(tail, 0, reading, head.length + TIME_DIGITS, tail.length);
        readings[i] = reading;
        timeAt[i] = head.length;
    }
}
