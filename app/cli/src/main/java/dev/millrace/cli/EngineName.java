// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.MillraceException;
import dev.millrace.server.ServerOptions;
import java.util.List;

/** Names of engines on the command line. */
final class EngineName {
    /** The quickest one first: others are compared with it. */
    static final List<String> ALL =
            List.of(ServerOptions.LOCAL, ServerOptions.KAFKA_STREAMS, ServerOptions.FLINK, ServerOptions.SPARK);

    private EngineName() {}

    /**
     * The engine that was asked for, else the one that suits.
     *
     * @param asked null when --engine is missing
     * @param isOnFlink whether --flink names a cluster
     */
    static String of(String asked, boolean isBounded, boolean isOnFlink) {
        String usual = isOnFlink ? ServerOptions.FLINK : isBounded ? ServerOptions.LOCAL : ServerOptions.KAFKA_STREAMS;
        String engine = asked == null ? usual : checked(asked);
        if (isOnFlink && !engine.equals(ServerOptions.FLINK)) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE, "--flink does not go with --engine " + engine, "Leave one of them out.");
        }
        if (isBounded && !engine.equals(ServerOptions.LOCAL) && !engine.equals(ServerOptions.SPARK)) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--bounded does not go with " + (isOnFlink ? "--flink" : "--engine " + engine)
                            + ", whose topics never end",
                    "Leave it out or use --engine local or spark.");
        }
        return engine;
    }

    static String checked(String name) {
        if (!ALL.contains(name)) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "there is no engine \"" + name + "\"",
                    "Use one of: " + String.join(", ", ALL) + ".");
        }
        return name;
    }
}
