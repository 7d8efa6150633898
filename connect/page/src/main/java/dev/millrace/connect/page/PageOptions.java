// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.page;

import dev.millrace.connect.Option;
import java.util.List;

/** Options of the page connector. */
public final class PageOptions {
    public static final Option<String> PANEL = Option.choice(
            "panel",
            "table",
            List.of("alerts", "chart", "table"),
            "Form on the page: alerts (a column named severity colours them), chart (numbers over time) or table.");
    public static final Option<String> TITLE =
            Option.text("title", null, "Heading of the panel; the table's name when missing.");

    static final List<Option<?>> ALL = List.of(PANEL, TITLE);

    private PageOptions() {}
}
