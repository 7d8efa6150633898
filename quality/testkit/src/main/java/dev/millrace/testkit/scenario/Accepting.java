// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.ScenarioEngine.Emission;
import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.plan.Output;
import dev.millrace.testkit.scenario.Scenario.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rewrites the expected blocks of a file with what came out, for review. */
final class Accepting {
    private Accepting() {}

    static void rewrite(Scenario scenario, String text, Result result) {
        Map<Integer, Directive> directives = new TreeMap<>(Comparator.reverseOrder());
        Map<Integer, List<List<String>>> rows = new TreeMap<>();
        for (Expectation expectation : scenario.expectations()) {
            directives.put(expectation.directive().line(), expectation.directive());
            rows.put(expectation.directive().line(), rows(scenario, expectation, result));
        }
        scenario.ledger().ifPresent(ledger -> {
            directives.put(ledger.line(), ledger);
            rows.put(ledger.line(), ScenarioCheck.ledgerRows(result));
        });
        List<String> lines = new ArrayList<>(text.lines().toList());
        directives.forEach((line, directive) -> {
            List<String> block = lines.subList(line, directive.endLine());
            block.clear();
            rows.get(line).forEach(cells -> block.add("-- " + Cells.join(cells)));
        });
        try {
            Files.writeString(scenario.file(), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw MillraceException.of(
                    ScenarioError.NO_FILE,
                    "scenario \"" + scenario.file() + "\" cannot be written: " + e.getMessage(),
                    "Make the file writable.",
                    e);
        }
    }

    private static List<List<String>> rows(Scenario scenario, Expectation expectation, Result result) {
        Output output = ScenarioCheck.output(scenario, expectation.outputId());
        Schema schema = output.target().table().schema();
        if (expectation.hasKinds()) {
            KindsMatcher kinds = new KindsMatcher(output);
            return result.emissions().stream()
                    .filter(e -> e.outputId().equals(output.id()))
                    .map(Emission::row)
                    .map(kinds::withKind)
                    .toList();
        }
        return FinalResult.of(output, result.emissions()).stream()
                .map(row -> Cells.of(row, schema))
                .toList();
    }
}
