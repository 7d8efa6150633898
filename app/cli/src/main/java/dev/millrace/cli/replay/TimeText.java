// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Times as files write them. Without a pattern the usual forms are tried; the one that fitted last is tried first. */
final class TimeText {
    private static final int SECONDS_DIGITS = 10;

    private final ZoneId zone;
    private final List<DateTimeFormatter> forms;
    private DateTimeFormatter last;

    /**
     * Reads times of one column.
     *
     * @param pattern of {@link DateTimeFormatter}, {@code epoch} or empty: found out
     * @param zone of times that name none
     */
    TimeText(Optional<String> pattern, ZoneId zone) {
        this.zone = zone;
        forms = pattern.filter(p -> !p.equalsIgnoreCase("epoch") && !p.equalsIgnoreCase("iso"))
                .map(p -> List.of(form(p)))
                .orElseGet(() -> List.of(
                        form("yyyy-MM-dd['T'][ ]HH:mm[:ss][[.][,][SSSSSS][SSS][SS][S]][ ][XXX][X]"),
                        form("yyyy/MM/dd HH:mm[:ss][.SSS]"),
                        form("M/d/yyyy h:mm[:ss] a"),
                        form("M/d/yyyy H:mm[:ss]"),
                        form("d.M.yyyy H:mm[:ss]"),
                        form("yyyy.MM.dd.HH.mm.ss"),
                        form("yyyy-MM-dd")));
        last = forms.get(0);
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    /** Epoch milliseconds, empty when the text is no time. */
    OptionalLong epochMs(String text) {
        String trimmed = text == null ? "" : text.trim();
        if (trimmed.matches("-?\\d{9,13}(\\.\\d+)?")) {
            boolean isSeconds = trimmed.replaceAll("^-|\\..*$", "").length() <= SECONDS_DIGITS;
            return OptionalLong.of(Math.round(Double.parseDouble(trimmed) * (isSeconds ? 1_000 : 1)));
        }
        OptionalLong found = parse(last, trimmed);
        for (int i = 0; found.isEmpty() && i < forms.size(); i++) {
            found = parse(forms.get(i), trimmed);
            last = found.isPresent() ? forms.get(i) : last;
        }
        return found;
    }

    private OptionalLong parse(DateTimeFormatter form, String text) {
        try {
            return OptionalLong.of(instant(form.parse(text)).toEpochMilli());
        } catch (DateTimeException otherForm) {
            return OptionalLong.empty();
        }
    }

    private Instant instant(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return OffsetDateTime.from(parsed).toInstant();
        }
        LocalTime time =
                Optional.ofNullable(parsed.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
        return LocalDateTime.of(LocalDate.from(parsed), time).atZone(zone).toInstant();
    }
}
