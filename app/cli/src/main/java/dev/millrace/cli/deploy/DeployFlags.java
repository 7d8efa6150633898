// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.deploy;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which file, and which of the things that ran before. */
public final class DeployFlags {
    @Parameters(paramLabel = "FILE.sql", description = "The pipeline as it shall run.")
    private Path file;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "kafka-streams",
            description = "Engine that it ran on. Default: ${DEFAULT-VALUE}.")
    private String engine;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The outside Kafka that it ran with, as it was given.")
    private String kafka;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".millrace",
            description = "Folder it ran with. Default: ${DEFAULT-VALUE}.")
    private Path data;

    public Path file() {
        return file;
    }

    public String engine() {
        return engine;
    }

    /** Address of an outside Kafka; empty for the embedded one. */
    public Optional<String> kafka() {
        return Optional.ofNullable(kafka);
    }

    /** Made absolute. */
    public Path dataFolder() {
        return data.toAbsolutePath().normalize();
    }
}
