// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

/**
 * Readings without end, the same in every run: a block, replayed in laps of which each is later than the one before. Reading i
 * belongs to key {@code i % keys}. Immutable and thread-safe.
 */
public final class Feed {
    private static final long HALF = 1_000_000;

    private final FeedBlock block;
    private final int keys;
    private final long spanMs;

    private Feed(FeedShape shape, int keys) {
        this.keys = keys;
        block = new FeedBlock(shape, keys);
        spanMs = shape.spanMs(keys);
    }

    /** Feed of a workload; making it takes about a second per million readings of a block. */
    public static Feed of(Workload workload, int keys) {
        return new Feed(workload.shape(), keys);
    }

    public int keys() {
        return keys;
    }

    /** Readings before the first lap is over. */
    public int blockSize() {
        return block.size;
    }

    /** Key of reading i, from 0. */
    public int key(long i) {
        return (int) (i % keys);
    }

    /** Text by which a key is called. */
    public static String keyName(int key) {
        return FeedBlock.keyName(key);
    }

    /** Event time of reading i, epoch ms. */
    public long timeMs(long i) {
        return block.timeMs[(int) (i % block.size)] + i / block.size * spanMs;
    }

    double value(long i) {
        return block.values[(int) (i % block.size)];
    }

    boolean isVibration(long i) {
        return block.isVibration[(int) (i % block.size)];
    }

    boolean isConnected(long i) {
        return block.isConnected[(int) (i % block.size)];
    }

    /** Bytes of reading i, in an array of its own: one copy and 13 digits. */
    public byte[] reading(long i) {
        int place = (int) (i % block.size);
        byte[] bytes = block.readings[place].clone();
        writeTime(bytes, block.timeAt[place] + FeedBlock.TIME_DIGITS, timeMs(i));
        return bytes;
    }

    /** Two halves of int digits are quicker than one long. */
    private static void writeTime(byte[] bytes, int end, long timeMs) {
        int high = (int) (timeMs / HALF);
        int low = (int) (timeMs % HALF);
        int at = end - 1;
        for (int digit = 0; digit < 6; digit++) {
            bytes[at--] = (byte) ('0' + low % 10);
            low /= 10;
        }
        for (int digit = 6; digit < FeedBlock.TIME_DIGITS; digit++) {
            bytes[at--] = (byte) ('0' + high % 10);
            high /= 10;
        }
    }
}
