// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.userfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.functions.UserFunctionName;
import dev.millrace.model.DataType;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFunctionsTest {
    private static final String CLASS = "dev.millrace.example.userfunctions.DewPoint";

    @Test
    void the_scenarios_of_the_example_hold() {
        Path folder = Path.of(System.getProperty("millrace.home"), "examples", "user-functions", "scenarios");
        FunctionCatalog functions = FunctionCatalog.builtIn();
        SqlCompiler compiler =
                new SqlCompiler(new ConnectorCatalog(List.of(new ScenarioConnector()), List.of()), functions);
        ScenarioRunner runner = new ScenarioRunner(
                compiler, new ScenarioRunner.Settings(List.of(1, 3), Optional.empty(), false, false));
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        ScenarioRunner.Summary summary = runner.run(
                ScenarioRunner.find(List.of(folder)),
                List.of(new LocalScenarioEngine(functions)),
                new PrintStream(text, true, StandardCharsets.UTF_8));

        assertEquals(0, summary.failed(), () -> text.toString(StandardCharsets.UTF_8));
        assertEquals(3, summary.passed());
    }

    @Test
    void a_jar_has_classes_of_its_own(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("acme.jar");
        String entry = CLASS.replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            out.write(DewPoint.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        ScalarFunction fromJar = function(new UserFunctionName(CLASS, jar.toString()));

        Slot result = call(fromJar, 20, 50);

        assertEquals(9.26, result.asDouble(), 0.005);
        assertNotSame(DewPoint.class, fromJar.getClass());
        assertThrows(
                IllegalArgumentException.class,
                () -> function(new UserFunctionName("dev.millrace.functions.Slot", jar.toString())));
    }

    @Test
    void what_the_code_throws_is_a_failure_of_the_row() {
        ScalarFunction function = function(new UserFunctionName(CLASS, ""));

        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> call(function, 20, 140));

        assertTrue(failure.getMessage().contains("a humidity of 140.0 % is impossible"), failure.getMessage());
    }

    private static ScalarFunction function(UserFunctionName name) {
        return FunctionCatalog.builtIn().scalar(name.toString()).orElseThrow();
    }

    private static Slot call(ScalarFunction function, double temperature, long humidity) {
        Slot[] slots = {new Slot(), new Slot()};
        slots[0].setDouble(temperature);
        slots[1].setWord(humidity);
        Slot result = new Slot();
        List<DataType> types = List.of(DataType.DOUBLE, DataType.INT);
        function.bind(types, function.resultType(types).orElseThrow()).call(slots, result);
        return result;
    }
}
