// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.example.smartfactory.FactoryOptions;
import dev.millrace.model.MillraceException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How big the simulated plant is. */
final class PlantFlags {
    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Length of the live part, for example 60s. Default: until stopped.")
    private Duration duration;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same readings. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--machines",
            paramLabel = "N",
            defaultValue = "500",
            description = "Machines with four sensors each, 10 to 9999. Default: ${DEFAULT-VALUE}.")
    private int machines;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "MQTT connections that they share. Default: one for 25 machines.")
    private Integer connections;

    @Option(names = "--no-history", description = "Does not upload the last ten minutes first.")
    private boolean isWithoutHistory;

    Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    FactoryOptions options(String host, int port) {
        int shared = connections == null ? Math.max(1, machines / 25) : connections;
        try {
            return new FactoryOptions(host, port, seed, machines, shared, duration(), !isWithoutHistory);
        } catch (IllegalArgumentException wrong) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE, wrong.getMessage(), "Change --machines or --connections.", wrong);
        }
    }
}
