// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.connect.Option;
import java.util.List;

/** Options of the questdb connector. */
public final class QuestDbOptions {
    public static final Option<String> URL = Option.text(
            "url",
            null,
            "Outside store that takes InfluxDB line protocol: http://host:9000 or tcp://host:9009; embedded QuestDB when missing.");
    public static final Option<String> TABLE =
            Option.text("table", null, "Name of the table in the store; the name in SQL when missing.");
    public static final Option<String> TOKEN = Option.secret("token", "Bearer token for an http url.");

    static final List<Option<?>> ALL = List.of(URL, TABLE, TOKEN);

    private QuestDbOptions() {}
}
