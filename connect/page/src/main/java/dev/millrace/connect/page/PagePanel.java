// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.page;

import dev.millrace.connect.Options;
import dev.millrace.model.Table;

/**
 * How a table is shown.
 *
 * @param kind {@code alerts}, {@code chart} or {@code table}
 * @param title heading of the panel
 */
public record PagePanel(String kind, String title) {
    /** As the table's options say; the title is the table's name when there is none. */
    public static PagePanel of(Table table, Options options) {
        return new PagePanel(
                options.get(PageOptions.PANEL), options.find(PageOptions.TITLE).orElse(table.name()));
    }
}
