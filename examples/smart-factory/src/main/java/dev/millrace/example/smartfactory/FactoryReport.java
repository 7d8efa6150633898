// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import java.util.List;

/**
 * What the plant sent and what should be found in it. A snapshot.
 *
 * @param sent publishes, each once however often it was sent again after a reconnect
 * @param acknowledged those that the server acknowledged
 * @param duplicates publishes that repeat an earlier one
 * @param malformed publishes that cannot be read
 * @param ahead publishes of the machine with the wrong clock
 * @param behindMs how far the sender is behind its schedule; more than 1,000 says that the server is slower than the plant
 * @param reconnects connections that were lost and opened again
 * @param historyMs how long the upload of the past took until the server had worked it off, 0 before its end
 * @param isLive whether the upload of the past is over
 * @param labels every incident that has begun
 */
public record FactoryReport(
        long sent,
        long acknowledged,
        long duplicates,
        long malformed,
        long ahead,
        long behindMs,
        long reconnects,
        long historyMs,
        boolean isLive,
        List<Label> labels) {
    public FactoryReport {
        labels = List.copyOf(labels);
    }

    /**
     * One incident with its times in epoch milliseconds.
     *
     * @param kind lower-case word, {@code bearing_failure} for what must raise an alert
     * @param machine name as in the readings
     * @param startMs event time of its beginning
     * @param riseMs event time of the temperature's beginning
     * @param sentMs when the readings that prove a bearing failure were sent: later than its event time for the machine that was
     *     offline
     * @param isDue whether enough of it was sent that a bearing failure must be known by now
     */
    public record Label(String kind, String machine, long startMs, long riseMs, long sentMs, boolean isDue) {
        public boolean isBearingFailure() {
            return kind.equals("bearing_failure");
        }
    }
}
