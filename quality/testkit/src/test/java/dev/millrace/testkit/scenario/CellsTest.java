// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void cells_are_split_at_bars_that_are_not_escaped() {
        assertEquals(List.of("a", "b\\|c", "", "d e"), Cells.split("| a | b\\|c | | d e |"));
    }

    @Test
    void numbers_are_compared_by_value() {
        assertTrue(Cells.matches("21", 21.0, DataType.DOUBLE));
        assertTrue(Cells.matches("0.3", 0.1 + 0.2, DataType.DOUBLE));
        assertFalse(Cells.matches("0.300001", 0.3, DataType.DOUBLE));
        assertTrue(Cells.matches("1.50", new BigDecimal("1.5"), DataType.decimal(3, 1)));
        assertTrue(Cells.matches("NaN", Double.NaN, DataType.DOUBLE));
        assertFalse(Cells.matches("abc", 1.0, DataType.DOUBLE));
    }

    @Test
    void null_is_a_word_and_a_text_of_that_word_is_quoted() {
        assertTrue(Cells.matches("NULL", null, DataType.STRING));
        assertFalse(Cells.matches("NULL", "NULL", DataType.STRING));
        assertTrue(Cells.matches("'NULL'", "NULL", DataType.STRING));
        assertFalse(Cells.matches("x", null, DataType.STRING));
    }

    @Test
    void what_is_written_is_read_back_as_the_same() {
        Schema schema = Schema.of(
                new Column("s", DataType.STRING),
                new Column("ts", DataType.TIMESTAMP),
                new Column("b", DataType.BOOLEAN));
        for (String text : List.of("a|b", " padded ", "", "NULL", "back\\slash", "'quoted'")) {
            Row row = new Row(3);
            row.setObject(0, text);
            row.setLong(1, -1);
            row.setBoolean(2, true);

            List<String> cells = Cells.split(Cells.join(Cells.of(row, schema)));

            assertTrue(new RowMatcher(schema).isSame(cells, row), cells.toString());
            assertEquals("1969-12-31 23:59:59.999", cells.get(1));
        }
    }
}
