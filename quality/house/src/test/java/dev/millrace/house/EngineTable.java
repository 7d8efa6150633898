// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import dev.millrace.testkit.scenario.ScenarioRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A row for each kind of scenario and a column for each engine: whether it plays all, else why it does not. */
final class EngineTable {
    private static final List<String> ENGINES = List.of("local", "kafka-streams", "flink", "spark");

    /** What a pipeline that lies beside scenarios has not. */
    private static final Pattern EXPECTATION = Pattern.compile("(?m)^-- expect");

    private final Path scenarios;

    EngineTable(Path root) {
        scenarios = root.resolve("quality/scenarios");
    }

    String markdown() throws IOException {
        StringBuilder table = new StringBuilder("| scenarios of |");
        ENGINES.forEach(engine -> table.append(" `").append(engine).append("` |"));
        table.append("\n|---|").append("---|".repeat(ENGINES.size())).append('\n');
        try (Stream<Path> folders = Files.list(scenarios)) {
            folders.filter(Files::isDirectory)
                    .filter(folder -> !List.of("src", "target")
                            .contains(folder.getFileName().toString()))
                    .sorted()
                    .forEach(folder -> append(table, folder));
        }
        return table.toString();
    }

    private static void append(StringBuilder table, Path folder) {
        List<String> texts = ScenarioRunner.find(List.of(folder)).stream()
                .map(EngineTable::text)
                .filter(text -> EXPECTATION.matcher(text).find())
                .toList();
        table.append("| ").append(folder.getFileName()).append(" |");
        for (String engine : ENGINES) {
            Pattern skip = Pattern.compile("(?m)^-- skip:?\\s+" + engine + "\\b[: ]*(.*)$");
            List<String> reasons = texts.stream()
                    .flatMap(text -> skip.matcher(text).results().map(found -> found.group(1)))
                    .distinct()
                    .sorted()
                    .toList();
            table.append(reasons.isEmpty() ? " all" : " not: " + String.join("; ", reasons));
            table.append(" |");
        }
        table.append('\n');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
