// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.cli.CliError;
import dev.millrace.cli.CommonFlags;
import dev.millrace.cli.Terminal;
import dev.millrace.cli.Verbose;
import dev.millrace.model.MillraceException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace replay FILE --to ...}. */
@Command(
        name = "replay",
        description = {
            "Plays a CSV file (gzipped or not, with a header line) as live devices, with its own timestamps.",
            "The exit code is 0 only when every row was acknowledged."
        },
        footer = {
            "",
            "Examples:",
            "  millrace replay temperature.csv.gz --to mqtt://localhost:1883 --topic 'plant/{site}/{machine}/temperature' \\",
            "      --set site=north --set machine=m-1 --time-column timestamp --column ts=timestamp --column value=value",
            "  millrace replay pump.csv --to http://localhost:8080 --table pump --time-column datetime --speed 60x",
            "  millrace replay pump.csv --to kafka:pump --kafka localhost:9092 --key '{device}' --time-column datetime"
        })
public final class ReplayCommand implements Callable<Integer>, Verbose {
    private static final long PROGRESS_EVERY_NS = 250_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Mixin
    private TargetFlags target;

    @Parameters(paramLabel = "DATA.csv", description = "The file; .gz is unpacked.")
    private Path file;

    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description = "Column with the time of a row. Default: the first.")
    private String timeColumn;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "epoch, iso or a pattern such as \"M/d/yyyy H:mm\". Default: found out.")
    private String timeFormat;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of times that name none. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone;

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "Default: found out from the header.")
    private Character delimiter;

    @Option(
            names = "--speed",
            paramLabel = "60x|max",
            defaultValue = "max",
            description =
                    "How many times faster than life; max: as fast as it is acknowledged. Default: ${DEFAULT-VALUE}.")
    private String speed;

    @Option(
            names = "--column",
            paramLabel = "FIELD=COLUMN",
            description =
                    "Field of the payload and the column it comes from. Default: every column under its own name.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value that every row has, for the topic, the key and the payload.")
    private Map<String, String> constants = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints one JSON object at the end.")
    private boolean isJson;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        long startNs = System.nanoTime();
        long sent = 0;
        try (CsvRows rows = CsvRows.open(file, delimiter);
                ReplayTarget receiver = target.open()) {
            Pace pace = new Pace(factor());
            ReadingForm form = null;
            long lastShownNs = startNs;
            while (rows.hasNext()) {
                Map<String, String> row = rows.next();
                row.putAll(constants);
                form = form == null ? form(row) : form;
                OptionalLong timeMs = form.timeMs(row);
                timeMs.ifPresent(due -> pace.await(due, receiver));
                receiver.send(row, timeMs.orElse(Long.MIN_VALUE), form.payload(row));
                sent++;
                if (System.nanoTime() - lastShownNs > PROGRESS_EVERY_NS) {
                    lastShownNs = System.nanoTime();
                    showProgress(rows.progress(), sent, receiver.acknowledged());
                }
            }
            receiver.drain();
            return finish(sent, receiver, (System.nanoTime() - startNs) / 1e9);
        }
    }

    private ReadingForm form(Map<String, String> firstRow) {
        String column = timeColumn == null ? firstRow.keySet().iterator().next() : timeColumn;
        need(firstRow, column, "--time-column");
        Map<String, String> fieldByColumn = new LinkedHashMap<>();
        columns.forEach((field, from) -> {
            need(firstRow, from, "--column");
            fieldByColumn.put(from, field);
        });
        if (!fieldByColumn.isEmpty()) {
            constants.keySet().forEach(name -> fieldByColumn.putIfAbsent(name, name));
        }
        return new ReadingForm(fieldByColumn, column, new TimeText(Optional.ofNullable(timeFormat), zone));
    }

    private void need(Map<String, String> row, String column, String flag) {
        if (!row.containsKey(column)) {
            throw MillraceException.of(
                    CliError.WRONG_CSV,
                    flag + " names \"" + column + "\", but \"" + file + "\" has no such column",
                    "Columns: " + String.join(", ", row.keySet()) + ".");
        }
    }

    private double factor() {
        if (speed.equalsIgnoreCase("max")) {
            return Pace.MAX;
        }
        String number = speed.toLowerCase(Locale.ROOT).replaceAll("x$", "");
        if (!number.matches("\\d+(\\.\\d+)?") || Double.parseDouble(number) <= 0) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--speed is \"" + speed + "\" but must be a number with x, or max",
                    "For example --speed 60x: an hour of the file in a minute.");
        }
        return Double.parseDouble(number);
    }

    private void showProgress(double part, long sent, long acknowledged) {
        if (!Terminal.isWatched()) {
            return;
        }
        int filled = (int) Math.round(part * 30);
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "\r\u001b[K[%s%s] %3.0f %%  %,d sent, %,d acknowledged",
                        "#".repeat(filled),
                        " ".repeat(30 - filled),
                        part * 100,
                        sent,
                        acknowledged);
        spec.commandLine().getErr().flush();
    }

    private int finish(long sent, ReplayTarget receiver, double seconds) {
        if (Terminal.isWatched()) {
            spec.commandLine().getErr().print("\r\u001b[K");
        }
        long acknowledged = receiver.acknowledged();
        if (isJson) {
            spec.commandLine()
                    .getOut()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("rows", sent)
                            .put("acknowledged", acknowledged)
                            .put("seconds", Math.round(seconds * 1_000) / 1_000.0));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "%,d rows sent, %,d acknowledged, %.1f s%n", sent, acknowledged, seconds);
        }
        spec.commandLine().getOut().flush();
        if (acknowledged != sent) {
            throw MillraceException.of(
                    CliError.NOT_ACKNOWLEDGED,
                    sent - acknowledged + " of " + sent + " rows were not acknowledged: " + receiver.trouble(),
                    "See the server's messages and GET /api/health, then send the file again: repeats do no harm where"
                            + " the table has dedupe.key.");
        }
        return 0;
    }
}
