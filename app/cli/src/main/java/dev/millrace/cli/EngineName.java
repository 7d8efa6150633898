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

    /** The engine that was asked for, else the one that suits. */
    static String of(String asked, boolean isBounded) {
        if (asked == null) {
            return isBounded ? ServerOptions.LOCAL : ServerOptions.KAFKA_STREAMS;
        }
        checked(asked);
        if (isBounded && !asked.equals(ServerOptions.LOCAL) && !asked.equals(ServerOptions.SPARK)) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--bounded does not go with --engine " + asked + ", whose topics never end",
                    "Leave --engine out or use --engine local or spark.");
        }
        return asked;
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
