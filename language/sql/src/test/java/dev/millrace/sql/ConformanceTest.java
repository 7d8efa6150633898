// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every statement of the conformance cases compiles or is refused with a message that tells the cure. */
final class ConformanceTest {
    private static final Set<String> MUST_COMPILE =
            Set.of("tumble", "hop", "session", "match", "match_within", "match_quantifier", "match_skip");
    private static final Path CASES =
            Path.of(System.getProperty("millrace.shared", "none"), "conformance/streaming/scenarios.jsonl");

    @TestFactory
    Stream<DynamicTest> every_case_compiles_or_is_refused_clearly() throws IOException {
        Assumptions.assumeTrue(Files.exists(CASES), "the conformance cases are not on this machine: " + CASES);
        List<String> lines = Files.readAllLines(CASES);
        return lines.stream().map(ConformanceTest::test);
    }

    private static DynamicTest test(String line) {
        try {
            JsonNode node = new ObjectMapper().readTree(line);
            return DynamicTest.dynamicTest(node.get("id").asText(), () -> check(node));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(JsonNode node) {
        String text = text(node);
        try {
            CompiledScript script = Sql.scenario(text);
            assertEquals(1, script.pipeline().outputs().size());
        } catch (MillraceException e) {
            assertFalse(MUST_COMPILE.contains(node.get("category").asText()), e::render);
            assertTrue(e.location().isPresent(), e::render);
            assertTrue(e.hint().endsWith("."), e::render);
        }
    }

    private static String text(JsonNode node) {
        StringBuilder text = new StringBuilder();
        for (JsonNode table : node.get("tables")) {
            text.append("CREATE TABLE ").append(table.get("name").asText()).append(" (");
            String separator = "";
            for (JsonNode column : table.get("columns")) {
                text.append(separator)
                        .append('`')
                        .append(column.get(0).asText())
                        .append("` ")
                        .append(column.get(1).asText());
                separator = ", ";
            }
            if (table.hasNonNull("time")) {
                String time = table.get("time").asText();
                text.append(", WATERMARK FOR `")
                        .append(time)
                        .append("` AS `")
                        .append(time)
                        .append('`');
            }
            text.append(") WITH ('connector' = 'scenario');\n");
        }
        return text.append(node.get("sql").asText()).append(";\n").toString();
    }
}
