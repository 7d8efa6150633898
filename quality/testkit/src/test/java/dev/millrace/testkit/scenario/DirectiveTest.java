// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectiveTest {
    @Test
    void directives_have_their_argument_and_the_rows_below_them() {
        List<Directive> found = Directive.of(
                """
                -- Expects something.
                SELECT 1;
                -- expect
                -- | 1 |
                -- | 2 |

                -- expect ledger
                -- | LATE | readings | p1 |
                -- skip spark: has no such thing
                -- advance 10:05:00
                """
                        .lines()
                        .toList());

        assertEquals(
                List.of("expect", "expect ledger", "skip", "advance"),
                found.stream().map(Directive::word).toList());
        assertEquals(List.of(List.of("1"), List.of("2")), found.get(0).rows());
        assertEquals(5, found.get(0).endLine());
        assertEquals("spark: has no such thing", found.get(2).argument());
        assertEquals("10:05:00", found.get(3).argument());
    }

    @Test
    void carets_around_wrong_words_give_their_place_and_leave_the_text() {
        ExpectedError expected = ExpectedError.of(
                        "-- An ^ in a comment.\n-- expect error SQL-104\nSELECT ^tmp^ FROM t;\n")
                .orElseThrow();

        assertEquals("SQL-104", expected.code());
        assertEquals(3, expected.line());
        assertEquals(8, expected.column());
        assertTrue(expected.text().contains("SELECT tmp FROM t;"));
    }

    @Test
    void an_error_elsewhere_or_of_another_code_is_a_difference() {
        ExpectedError expected = new ExpectedError("TST-105", "", 3, 8);
        MillraceException error = MillraceException.of(ScenarioError.BAD_LOAD, "fact", "Hint.");

        assertEquals(Optional.empty(), expected.difference(error.at(new Location("f", 3, 8, 3, 9), null)));
        assertTrue(expected.difference(error.at(new Location("f", 3, 9, 3, 9), null))
                .isPresent());
        assertTrue(new ExpectedError("TST-104", "", 0, 0).difference(error).isPresent());
    }
}
