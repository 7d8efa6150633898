// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.example.smartfactory.FactoryReport.Label;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Alerts of the bearing pattern against the labels of the plant.
 *
 * @param right alerts that name a bearing failure, one for each
 * @param wrong alerts that name none, or one that was named before
 * @param missed bearing failures that are due and have no alert
 * @param withdrawn alerts that were raised and taken back
 * @param detectMs for each right alert, sorted: from the beginning of the temperature's rise until the pager had it; for the
 *     machine that was offline from the moment its proof was sent
 */
record AlertScore(int right, int wrong, int missed, int withdrawn, List<Long> detectMs) {
    private static final String RULE = "bearing failure";
    /** The burst lasts 0.8 s, but its first readings may be malformed or late. */
    private static final long NEAR_MS = 5_000;

    AlertScore {
        detectMs = List.copyOf(detectMs);
    }

    static AlertScore of(List<Label> labels, AlertReceiver pager) {
        List<AlertReceiver.Alert> alerts = pager.standing().stream()
                .filter(a -> a.row().path("rule").asText().equals(RULE))
                .toList();
        Set<Label> found = new HashSet<>();
        List<Long> detectMs = new ArrayList<>();
        int wrong = 0;
        for (AlertReceiver.Alert alert : alerts) {
            Optional<Label> label =
                    labels.stream().filter(l -> isAbout(alert, l)).findFirst();
            if (label.isPresent() && found.add(label.get())) {
                Label named = label.get();
                boolean isUploaded = named.sentMs() - named.riseMs() > NEAR_MS;
                detectMs.add(alert.firstMs() - (isUploaded ? named.sentMs() : named.riseMs()));
            } else {
                wrong++;
            }
        }
        int missed = (int) labels.stream()
                .filter(l -> l.isBearingFailure() && l.isDue() && !found.contains(l))
                .count();
        int withdrawn = (int)
                pager.all().stream().filter(AlertReceiver.Alert::isWithdrawn).count();
        detectMs.sort(null);
        return new AlertScore(found.size(), wrong, missed, withdrawn, detectMs);
    }

    /** Percentile 0 to 100 of the times to detect; 0 when there are none. */
    long detectPercentileMs(double percentile) {
        int index = (int) Math.ceil(percentile / 100 * detectMs.size()) - 1;
        return detectMs.isEmpty() ? 0 : detectMs.get(Math.max(0, index));
    }

    private static boolean isAbout(AlertReceiver.Alert alert, Label label) {
        return label.isBearingFailure()
                && alert.row().path("machine").asText().equals(label.machine())
                && Math.abs(epochMs(alert.row().path("started").asText()) - label.startMs()) < NEAR_MS;
    }

    /** {@code 2026-05-01 10:00:00.123} or with a T; a row without a time is about nothing. */
    static long epochMs(String text) {
        String iso = text.replace(' ', 'T').replaceAll("Z$", "");
        return iso.isEmpty()
                ? Long.MIN_VALUE / 2
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
