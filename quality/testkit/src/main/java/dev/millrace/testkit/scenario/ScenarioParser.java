// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.sql.CompiledScript;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.Scenario.Advance;
import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Expectation;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a scenario file. */
final class ScenarioParser {
    private static final long MS_PER_DAY = 86_400_000;
    private static final Pattern ARRIVING = Pattern.compile("'connector'\\s*=\\s*'scenario'", Pattern.CASE_INSENSITIVE);

    private final SqlCompiler compiler;

    ScenarioParser(SqlCompiler compiler) {
        this.compiler = compiler;
    }

    /** Text of a file. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw MillraceException.of(
                    ScenarioError.NO_FILE,
                    "scenario \"" + file + "\" cannot be read: " + e.getMessage(),
                    "Name a .sql file or a folder that holds some.",
                    e);
        }
    }

    /** Whether rows arrive in a text or something is expected: a draft that expects nothing yet is one too, and fails. */
    static boolean isScenario(String text) {
        return ARRIVING.matcher(text).find()
                || Directive.of(text.lines().toList()).stream()
                        .anyMatch(d -> d.word().startsWith("expect") || d.word().equals("kinds"));
    }

    Scenario parse(Path file, String text) {
        List<String> lines = text.lines().toList();
        List<Directive> directives = Directive.of(lines);
        CompiledScript script = compiler.compileScript(file.toString(), pipelineName(file), text);
        List<Expectation> expectations = new ArrayList<>();
        Map<String, String> skips = new TreeMap<>();
        Optional<Directive> ledger = Optional.empty();
        boolean isOrderFixed = false;
        for (Directive directive : directives) {
            switch (directive.word()) {
                case "expect", "expect ordered", "expect sink", "expect nothing", "kinds" ->
                    expectations.add(expectation(file, script, directive));
                case "expect ledger" -> ledger = Optional.of(directive);
                case "skip" -> addSkip(directive, skips);
                case "order matters" -> isOrderFixed = true;
                default -> {
                    // Steps are read below; ids and errors elsewhere.
                }
            }
        }
        if (expectations.isEmpty() && ledger.isEmpty()) {
            throw MillraceException.of(
                    ScenarioError.NOTHING_EXPECTED,
                    "scenario \"" + file + "\" expects nothing, so it cannot fail",
                    "Add \"-- expect\" below a query; ./millrace test --accept fills in the rows.");
        }
        return new Scenario(
                file,
                description(lines),
                script.pipeline(),
                steps(file, script, directives),
                expectations,
                ledger,
                skips,
                isOrderFixed);
    }

    private static Expectation expectation(Path file, CompiledScript script, Directive directive) {
        return new Expectation(
                queryAbove(script, directive)
                        .orElseThrow(() -> MillraceException.of(
                                        ScenarioError.NO_QUERY,
                                        "\"-- " + directive.word() + "\" stands above the first query",
                                        "Move it below the query that it is about.")
                                .at(place(file, directive), null))
                        .outputId(),
                directive);
    }

    private static Optional<CompiledScript.Query> queryAbove(CompiledScript script, Directive directive) {
        return script.queries().stream()
                .filter(query -> query.place().line() < directive.line())
                .max(Comparator.comparingInt(query -> query.place().line()));
    }

    private static void addSkip(Directive directive, Map<String, String> skips) {
        String[] parts = directive.argument().split(":", 2);
        skips.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "no reason given");
    }

    private List<Step> steps(Path file, CompiledScript script, List<Directive> directives) {
        List<Step> steps = new ArrayList<>();
        for (CompiledScript.Insert insert : script.inserts()) {
            steps.add(new Arrival(insert.place().line(), insert.table(), insert.rows()));
        }
        for (Directive directive : directives) {
            if (directive.word().equals("load")) {
                steps.add(load(file, script.pipeline(), directive));
            }
        }
        for (Directive directive : directives) {
            if (directive.word().equals("advance")) {
                steps.add(new Advance(directive.line(), timeMs(file, directive, dateOf(script.pipeline(), steps))));
            }
        }
        steps.sort(Comparator.comparingInt(Step::line));
        return steps;
    }

    private static Arrival load(Path file, Pipeline pipeline, Directive directive) {
        String[] words = directive.argument().split("\\s+from\\s+", 2);
        Optional<TableDefinition> table = words.length == 2 ? pipeline.table(words[0]) : Optional.empty();
        if (table.isEmpty()) {
            throw MillraceException.of(
                            ScenarioError.BAD_LOAD,
                            "\"-- load " + directive.argument() + "\" names no table of the file",
                            "Write -- load TABLE from FILE.csv with a file beside the scenario.")
                    .at(place(file, directive), null);
        }
        Path rows = file.resolveSibling(words[1].strip());
        return new Arrival(
                directive.line(),
                words[0],
                RowFile.read(rows, table.get().table().schema()));
    }

    /** Day of the first event time in the file; times of day in directives belong to it. */
    private static LocalDate dateOf(Pipeline pipeline, List<Step> steps) {
        for (Step step : steps) {
            if (!(step instanceof Arrival arrival)) {
                continue;
            }
            TableDefinition table = pipeline.table(arrival.table()).orElseThrow();
            int column = table.time()
                    .map(time -> table.table().schema().indexOf(table.schema().name(time.column())))
                    .orElse(-1);
            for (Row row : arrival.rows()) {
                if (column >= 0 && !row.isNull(column)) {
                    return LocalDate.ofEpochDay(Math.floorDiv(row.longAt(column), MS_PER_DAY));
                }
            }
        }
        return LocalDate.EPOCH;
    }

    private static long timeMs(Path file, Directive directive, LocalDate date) {
        String text = directive.argument();
        try {
            LocalDateTime time = text.contains(" ") || text.contains("T")
                    ? LocalDateTime.parse(text.replace(' ', 'T'))
                    : LocalDateTime.of(date, LocalTime.parse(text));
            return time.toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException e) {
            throw MillraceException.of(
                            ScenarioError.BAD_TIME,
                            "\"" + text + "\" is no time",
                            "Write -- advance HH:MM:SS or -- advance yyyy-MM-dd HH:MM:SS.",
                            e)
                    .at(place(file, directive), null);
        }
    }

    private static Location place(Path file, Directive directive) {
        return new Location(file.toString(), directive.line(), 1, directive.line(), 1);
    }

    static String pipelineName(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.sql$", "").toLowerCase(Locale.ROOT);
        return name.replaceAll("[^a-z0-9]+", "-");
    }

    private static String description(List<String> lines) {
        return lines.isEmpty() ? "" : lines.get(0).replaceFirst("^--\\s*", "");
    }
}
