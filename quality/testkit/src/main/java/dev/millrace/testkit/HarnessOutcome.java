// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a case gave.
 *
 * @param emissions lines in order, see {@link OperatorHarness}
 * @param ledger lines in order
 * @param result lines left after all corrections, sorted, without kind and revision
 */
public record HarnessOutcome(List<String> emissions, List<String> ledger, List<String> result) {
    static HarnessOutcome of(List<String> emissions, List<String> ledger) {
        return new HarnessOutcome(List.copyOf(emissions), List.copyOf(ledger), fold(emissions));
    }

    /** Applies corrections; a row that takes back what was never given fails. */
    private static List<String> fold(List<String> emissions) {
        List<String> rows = new ArrayList<>();
        for (String line : emissions) {
            String row = line.substring("+I ".length()).replaceFirst("^#\\d+ ", "");
            if (line.startsWith("+")) {
                rows.add(row);
            } else if (!rows.remove(row)) {
                throw new AssertionError(
                        "takes back what is not there: " + line + "\nemissions:\n  " + String.join("\n  ", emissions));
            }
        }
        Collections.sort(rows);
        return List.copyOf(rows);
    }
}
