// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one way of playing.
 *
 * @param result everything that came out; nothing when the engine refused
 * @param differences lines for people; empty when all is equal
 * @param seconds wall-clock time, start of the engine's run included
 * @param isRefused whether the engine said why it cannot, instead of giving a result
 */
record PlayedWay(String engine, Way way, Result result, List<String> differences, double seconds, boolean isRefused) {
    PlayedWay {
        List<String> all = new ArrayList<>(differences);
        for (Balance balance : result.balances()) {
            if (balance.in() != balance.used() + balance.ledger()) {
                all.add("balance of table " + balance.table() + ": in " + balance.in() + " is not used "
                        + balance.used() + " + ledger " + balance.ledger());
            }
        }
        differences = List.copyOf(all);
    }

    static PlayedWay failed(String engine, Way way, MillraceException refused) {
        return new PlayedWay(
                engine,
                way,
                new Result(List.of(), List.of(), List.of()),
                refused.render().lines().toList(),
                0,
                true);
    }

    boolean isEqual() {
        return differences.isEmpty();
    }
}
