// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.engine.kafkastreams.KafkaStreamsOptions;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.engine.process.SparkOptions;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.model.ErrorCode;
import dev.millrace.server.Connectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Documents that are made from the code and kept in the tree for readers. A test fails when one is stale;
 * {@code ./mvnw -Dquick -pl quality/house -am test -Ddocs.accept=true} writes them anew.
 */
final class GeneratedDocumentsTest {
    private static final String ENGINES = "docs/engines.md";
    private static final String TABLE_BEGIN = "<!-- made from quality/scenarios -->";
    private static final String TABLE_END = "<!-- end -->";

    private final Repository repository = new Repository();

    @Test
    void errors_are_documented() throws IOException {
        StringBuilder page = new StringBuilder(
                "# Messages\n\nMade from the code. Exit codes: USER and DATA 1, ENVIRONMENT 2, INTERNAL 3.\n\n");
        page.append("| code | category | said when | what to do |\n|---|---|---|---|\n");
        TreeMap<String, ErrorCode> codes = new TreeMap<>();
        for (ErrorCode code : errorCodes()) {
            ErrorCode other = codes.put(code.id(), code);
            assertEquals(null, other, () -> code.id() + " is used twice");
        }
        codes.forEach((id, code) -> page.append(
                "| %s | %s | %s | %s |%n".formatted(id, code.category(), cell(code.meaning()), cell(code.cure()))));
        accept("docs/errors.md", page.toString());
    }

    @Test
    void functions_are_documented() throws IOException {
        FunctionCatalog catalog = FunctionCatalog.builtIn();
        StringBuilder page = new StringBuilder("# SQL functions\n\nMade from the code. Every example is a test.\n");
        List<FunctionDoc> scalars = new ArrayList<>();
        catalog.scalars().forEach(f -> scalars.add(f.doc()));
        List<FunctionDoc> aggregates = new ArrayList<>();
        catalog.aggregates().forEach(f -> aggregates.add(f.doc()));
        appendFunctions(page, "Scalar functions", scalars);
        appendFunctions(page, "Aggregate functions", aggregates);
        List<FunctionDoc> overs = new ArrayList<>();
        catalog.overs().forEach(f -> overs.add(f.doc()));
        appendFunctions(page, "Functions with OVER alone", overs);
        accept("docs/functions.md", page.toString());
    }

    @Test
    void connectors_are_documented() throws IOException {
        ConnectorCatalog catalog = Connectors.catalog();
        StringBuilder page =
                new StringBuilder("# Connectors, formats, engines and their options\n\nMade from the code.\n");
        appendOptions(page, "Every table", "Options of every table, whatever its connector.", CommonOptions.ALL);
        for (String name : catalog.connectorNames()) {
            Connector connector = catalog.connector(name).orElseThrow();
            String usage = " Used as: " + connector.usage().name().toLowerCase(java.util.Locale.ROOT) + ".";
            appendOptions(page, "Connector `" + name + "`", connector.doc() + usage, connector.options());
        }
        for (String name : catalog.formatNames()) {
            Format format = catalog.format(name).orElseThrow();
            appendOptions(page, "Format `" + name + "`", format.doc(), format.options());
        }
        appendOptions(
                page,
                "Engine `kafka-streams`",
                "Given with `--property NAME=VALUE`; any other property goes to Kafka Streams and its clients.",
                KafkaStreamsOptions.ALL);
        appendOptions(page, "Engine `flink`", "Given with `--property NAME=VALUE`.", FlinkOptions.ALL);
        appendOptions(
                page,
                "Engine `spark`",
                "Given with `--property NAME=VALUE`; what begins with `spark.` goes to Spark.",
                SparkOptions.ALL);
        accept("docs/connectors.md", page.toString());
    }

    @Test
    void what_an_engine_cannot_do_is_listed() throws IOException {
        String page = Files.readString(repository.root().resolve(ENGINES));
        String made = page.substring(0, page.indexOf(TABLE_BEGIN) + TABLE_BEGIN.length()) + "\n"
                + new EngineTable(repository.root()).markdown() + page.substring(page.indexOf(TABLE_END));
        accept(ENGINES, made);
    }

    private static List<ErrorCode> errorCodes() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.millrace");
        List<ErrorCode> codes = new ArrayList<>();
        for (JavaClass type : classes) {
            if (type.isEnum() && type.isAssignableTo(ErrorCode.class)) {
                Arrays.stream(type.reflect().getEnumConstants()).forEach(c -> codes.add((ErrorCode) c));
            }
        }
        return codes;
    }

    private static void appendFunctions(StringBuilder page, String title, List<FunctionDoc> docs) {
        page.append("\n## ")
                .append(title)
                .append("\n\n| function | what it gives | example | result |\n|---|---|---|---|\n");
        docs.stream()
                .sorted(Comparator.comparing(FunctionDoc::signature))
                .forEach(d -> page.append("| `%s` | %s | `%s` | `%s` |%n"
                        .formatted(cell(d.signature()), cell(d.text()), cell(d.example()), cell(d.result()))));
    }

    private static void appendOptions(StringBuilder page, String title, String text, List<Option<?>> options) {
        page.append("\n## ").append(title).append("\n\n").append(text).append('\n');
        if (options.isEmpty()) {
            return;
        }
        page.append("\n| option | value | default | meaning |\n|---|---|---|---|\n");
        for (Option<?> option : options) {
            String initial = option.isRequired() ? "required" : shownInitial(option);
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(option.name(), cell(option.type()), cell(initial), cell(option.doc())));
        }
    }

    private static String shownInitial(Option<?> option) {
        if (option.initial() == null) {
            return "";
        }
        return option.type().equals("duration") ? option.initial() + " ms" : String.valueOf(option.initial());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private void accept(String name, String made) throws IOException {
        Path file = repository.root().resolve(name);
        String page = made.replace("\r\n", "\n");
        if (Boolean.getBoolean("docs.accept")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }
        assertEquals(Files.exists(file) ? Files.readString(file) : "", page, name + " is stale, see the class comment");
    }
}
