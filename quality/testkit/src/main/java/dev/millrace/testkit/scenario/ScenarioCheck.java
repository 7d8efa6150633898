// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.kernel.host.ScenarioEngine.Emission;
import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import dev.millrace.testkit.scenario.Scenario.Expectation;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/** Compares what came out of a run with what a scenario expects. */
final class ScenarioCheck {
    private final Scenario scenario;
    private final Mode mode;
    private final int duplicates;

    /**
     * @param duplicates readings that the run delivered twice though the scenario does not
     */
    ScenarioCheck(Scenario scenario, Mode mode, int duplicates) {
        this.scenario = scenario;
        this.mode = mode;
        this.duplicates = duplicates;
    }

    /** Lines of the differences; empty when all is as expected. */
    List<String> differences(Result result) {
        List<String> lines = new ArrayList<>();
        for (Expectation expectation : scenario.expectations()) {
            Output output = output(scenario, expectation.outputId());
            List<String> found = differences(expectation, output, result);
            if (!found.isEmpty()) {
                lines.add("output " + output.id() + ", line "
                        + expectation.directive().line() + ":");
                found.forEach(line -> lines.add("  " + line));
            }
        }
        scenario.ledger().ifPresent(ledger -> {
            List<String> found = ledgerDifference(ledger, result);
            if (!found.isEmpty()) {
                lines.add("ledger, line " + ledger.line() + ":");
                found.forEach(line -> lines.add("  " + line));
            }
        });
        for (Balance balance : result.balances()) {
            if (balance.in() != balance.used() + balance.ledger()) {
                lines.add("balance of table " + balance.table() + ": in " + balance.in() + " is not used "
                        + balance.used() + " + ledger " + balance.ledger());
            }
        }
        return lines;
    }

    static Output output(Scenario scenario, String id) {
        return scenario.pipeline().outputs().stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Reason, table and key of every entry. */
    static List<List<String>> ledgerRows(Result result) {
        return result.ledger().stream()
                .map(e -> List.of(e.reason().name(), e.table(), e.key()))
                .toList();
    }

    private List<String> differences(Expectation expectation, Output output, Result result) {
        List<List<String>> expected = expectation.directive().rows();
        RowMatcher matcher = new RowMatcher(output.target().table().schema());
        List<Row> rows = FinalResult.of(output, result.emissions());
        if (expectation.hasKinds()) {
            KindsMatcher kinds = new KindsMatcher(output);
            if (mode.hasFixedEmissions()) {
                List<Emission> emissions = result.emissions().stream()
                        .filter(e -> e.outputId().equals(output.id()))
                        .toList();
                return kinds.difference(expected, emissions);
            }
            return matcher.unordered(kinds.finalRows(expected), rows);
        }
        return expectation.isOrdered() && mode.hasFixedEmissions()
                ? matcher.ordered(expected, rows)
                : matcher.unordered(expected, rows);
    }

    private List<String> ledgerDifference(Directive ledger, Result result) {
        List<List<String>> missing = new ArrayList<>();
        LinkedList<List<String>> rest = new LinkedList<>(ledgerRows(result));
        for (List<String> cells : ledger.rows()) {
            if (!rest.remove(cells)) {
                missing.add(cells);
            }
        }
        List<List<String>> twice = rest.stream()
                .filter(cells -> cells.get(0).equals(LedgerReason.DUPLICATE.name()))
                .limit(duplicates)
                .toList();
        if (twice.size() < duplicates) {
            return List.of(duplicates + " readings were delivered twice, but only " + twice.size()
                    + " of them are in the ledger as " + LedgerReason.DUPLICATE);
        }
        twice.forEach(rest::remove);
        return RowMatcher.difference(missing, rest);
    }
}
