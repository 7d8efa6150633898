// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Option;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.plan.PlanNode;
import java.util.List;

/** Compiles texts for tests, with a door and a sink as the only connectors. */
final class Sql {
    static final String READINGS =
            """
            CREATE TABLE readings (
              device STRING, temp_c DOUBLE, n INT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
            ) WITH ('connector' = 'scenario');
            """;

    private Sql() {}

    static SqlCompiler compiler() {
        return new SqlCompiler(
                new ConnectorCatalog(List.of(new Door(), new Sink()), List.of()), FunctionCatalog.builtIn());
    }

    static CompiledScript scenario(String text) {
        return compiler().compileScript("test.sql", "test", text);
    }

    /** Plan of the only query, over {@link #READINGS}. */
    static PlanNode plan(String query) {
        return scenario(READINGS + query).pipeline().outputs().get(0).input();
    }

    static String planText(String query) {
        return PlanText.of(plan(query));
    }

    private record Door() implements Connector {
        @Override
        public String name() {
            return "mqtt";
        }

        @Override
        public String doc() {
            return "A door.";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(Option.required("topic", "It accepts wildcards, for example 'plant/+/temp'."));
        }

        @Override
        public Usage usage() {
            return Usage.DOOR;
        }
    }

    private record Sink() implements Connector {
        @Override
        public String name() {
            return "webhook";
        }

        @Override
        public String doc() {
            return "A sink.";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(
                    Option.required("url", "Where to post."),
                    Option.duration("timeout", "5 s", "How long to wait."),
                    Option.number("retries", 3, 0, 10, "How often to try again."));
        }

        @Override
        public Usage usage() {
            return Usage.SINK;
        }
    }
}
