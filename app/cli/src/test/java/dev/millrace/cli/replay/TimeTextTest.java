// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeTextTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        "1583746200, 1583746200000",
        "1583746200123, 1583746200123",
        "1583746200.5, 1583746200500",
        "2020-03-09 09:30:00, 1583746200000",
        "2020-03-09 09:30:00.250, 1583746200250",
        "2020-03-09T09:30:00Z, 1583746200000",
        "2020-03-09T10:30:00+01:00, 1583746200000",
        "2020-03-09T09:30:00.123456, 1583746200123",
        "2020-03-09 09:30, 1583746200000",
        "3/9/2020 9:30:00 AM, 1583746200000",
        "3/9/2020 9:30, 1583746200000",
        "2020.03.09.09.30.00, 1583746200000",
        "2020-03-09, 1583712000000",
    })
    void usual_forms_are_found_out(String text, long epochMs) {
        assertEquals(OptionalLong.of(epochMs), new TimeText(Optional.empty(), UTC).epochMs(text));
    }

    @Test
    void a_pattern_of_the_user_and_a_zone_are_followed() {
        TimeText time = new TimeText(Optional.of("dd-MM-yyyy HH.mm"), ZoneId.of("Europe/Berlin"));

        assertEquals(OptionalLong.of(1583746200000L), time.epochMs("09-03-2020 10.30"));
    }

    @Test
    void what_is_no_time_is_told_apart() {
        TimeText time = new TimeText(Optional.empty(), UTC);

        assertTrue(time.epochMs("NA").isEmpty());
        assertTrue(time.epochMs("").isEmpty());
        assertTrue(time.epochMs(null).isEmpty());
        assertTrue(time.epochMs("2020-13-09 09:30:00").isEmpty());
    }
}
