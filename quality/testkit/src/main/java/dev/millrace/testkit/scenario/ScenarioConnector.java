// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import java.util.List;

/** Tables whose rows stand in the scenario file itself, and tables that a scenario looks into. */
public final class ScenarioConnector implements Connector {
    public static final String NAME = "scenario";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "Rows that a scenario file holds, or results that it checks; for ./millrace test only.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public Usage usage() {
        return Usage.BOTH;
    }

    @Override
    public Source source(Table table, Options options) {
        throw notHere(table);
    }

    @Override
    public Sink sink(Table table, Options options) {
        throw notHere(table);
    }

    private static MillraceException notHere(Table table) {
        return MillraceException.of(
                ScenarioError.NOT_PLAYED_HERE,
                "table \"" + table.name() + "\" has connector \"scenario\", whose rows exist in scenarios only",
                "Run the file with ./millrace test, or choose another connector.");
    }
}
