// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.page;

import dev.millrace.model.Row;
import dev.millrace.model.Table;

/** Where page tables show their rows. Any thread; must not block and must keep a bounded number of rows. */
public interface PageBoard {
    /** A panel exists from now on, even when no row came yet. */
    void open(Table table, PagePanel panel);

    /**
     * Shows a row, or corrects or withdraws one.
     *
     * @param identity what makes it the same row as an earlier one
     */
    void show(Table table, String identity, Row row);
}
