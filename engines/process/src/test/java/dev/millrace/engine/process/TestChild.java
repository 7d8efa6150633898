// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.MillraceException;
import java.io.IOException;

/** A process that plays scenarios on the local engine and does some harm to itself when asked to. */
final class TestChild {
    private TestChild() {}

    public static void main(String[] args) throws IOException {
        System.err.println("WARN child begins");
        try (ScenarioService scenarios = new ScenarioService(new LocalScenarioEngine(FunctionCatalog.builtIn()))) {
            EngineServer.serve((command, body) -> switch (command) {
                case "echo" -> {
                    System.out.println("libraries print what they like");
                    yield body.readBytes();
                }
                case "refuse" -> throw MillraceException.of(ProcessError.NOT_BUILT, "no such thing", "Make one.");
                case "break" -> throw new IllegalStateException("broken");
                case "die" -> {
                    System.err.println("ERROR last words");
                    Runtime.getRuntime().halt(17);
                    yield null;
                }
                default -> scenarios.answer(command, body);
            });
        }
    }
}
