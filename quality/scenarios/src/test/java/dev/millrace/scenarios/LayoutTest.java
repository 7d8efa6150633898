// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.sql.layout.SqlLayout;
import dev.millrace.testkit.scenario.ScenarioConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code millrace fmt} over every SQL file of the project. */
final class LayoutTest {
    private final SqlCompiler compiler = new SqlCompiler(
            new ConnectorCatalog(List.of(new ScenarioConnector()), List.of()), FunctionCatalog.builtIn());

    @Test
    void layout_of_a_file_means_the_same_and_has_the_same_layout() throws IOException {
        Path home = Path.of(System.getProperty("millrace.home"));
        int files = 0;
        for (String folder : List.of("quality/scenarios", "examples")) {
            for (Path file : sqlFiles(home.resolve(folder))) {
                String text = Files.readString(file);
                String laidOut = SqlLayout.of(text);

                assertEquals(laidOut, SqlLayout.of(laidOut), () -> file + " changes when it is laid out again");
                assertArrayEquals(plan(text), plan(laidOut), () -> file + " means something else");
                files++;
            }
        }
        assertTrue(files > 100, files + " files");
    }

    private static List<Path> sqlFiles(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(f -> f.toString().endsWith(".sql"))
                    .filter(f -> !f.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    /** The plan without the text that it was made of; of a text that is refused, the code of the message. */
    private byte[] plan(String text) {
        try {
            Pipeline made = compiler.compileScript("file.sql", "file", text).pipeline();
            return PipelineCodec.encode(new Pipeline(made.name(), "", made.tables(), made.outputs()));
        } catch (MillraceException refused) {
            return refused.code().id().getBytes(StandardCharsets.UTF_8);
        }
    }
}
