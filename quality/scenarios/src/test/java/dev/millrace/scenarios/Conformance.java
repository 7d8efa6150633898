// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Cases of the shared conformance set as scenario files. The set lies beside this repository and is not part of it; where it or
 * Python is absent the tests are skipped.
 */
final class Conformance {
    private static final long TIMEOUT_SECONDS = 60;

    private Conformance() {}

    /** Folder with one folder of files for each category; empty, with the reason on standard output, when it cannot be made. */
    static Optional<Path> generate() throws IOException, InterruptedException {
        Path shared = Path.of(System.getProperty("millrace.shared")).normalize();
        Path script = shared.resolve("tools/scenarios.py");
        Path cases = shared.resolve("conformance/streaming/scenarios.jsonl");
        if (!Files.exists(script) || !Files.exists(cases)) {
            return Optional.empty();
        }
        Path target = Scenarios.folder().resolve("target/conformance");
        Files.createDirectories(target);
        Process process;
        try {
            process = new ProcessBuilder("python3", script.toString(), cases.toString(), target.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException noPython) {
            return Optional.empty();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("scenarios.py failed: " + said);
        }
        return Optional.of(target);
    }
}
