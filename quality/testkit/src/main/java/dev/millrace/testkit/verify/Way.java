// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * How a pipeline is played.
 *
 * @param parallelism 1 to 16
 * @param restarts whether it is stopped four times and goes on from its checkpoint, with one thread and with all in turn
 */
record Way(int parallelism, boolean restarts) {
    /** Straight at every parallelism, then restarted at the last of them. */
    static List<Way> all(List<Integer> parallelisms) {
        List<Way> ways = new ArrayList<>();
        parallelisms.forEach(parallelism -> ways.add(new Way(parallelism, false)));
        ways.add(new Way(parallelisms.get(parallelisms.size() - 1), true));
        return ways;
    }

    @Override
    public String toString() {
        return "parallelism " + parallelism + (restarts ? ", restarted and rescaled" : "");
    }
}
