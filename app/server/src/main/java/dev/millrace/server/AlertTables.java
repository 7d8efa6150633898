// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.page.PageOptions;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which outputs of a pipeline are alerts: page tables with the panel alerts or, where there is none, webhooks. */
final class AlertTables {
    private AlertTables() {}

    static Set<String> of(Pipeline pipeline) {
        Set<String> onPage = named(pipeline, AlertTables::isAlertPanel);
        return onPage.isEmpty() ? named(pipeline, t -> t.connector().equals("webhook")) : onPage;
    }

    private static boolean isAlertPanel(Table table) {
        return table.connector().equals("page")
                && table.option(PageOptions.PANEL.name()).orElse("").equals("alerts");
    }

    private static Set<String> named(Pipeline pipeline, Predicate<Table> isWanted) {
        Set<String> names = new TreeSet<>();
        for (Output output : pipeline.outputs()) {
            if (isWanted.test(output.target().table())) {
                names.add(output.target().name());
            }
        }
        return names;
    }
}
