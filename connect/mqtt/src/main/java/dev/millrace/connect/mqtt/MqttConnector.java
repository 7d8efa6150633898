// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.mqtt;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.Table;
import dev.millrace.model.TypeKind;
import java.util.List;

/**
 * A table that devices fill over MQTT 3.1.1 or 5, with any QoS; the gateway is the broker they connect to.
 *
 * <p>The option {@code topic} is the template of the MQTT topics that feed the table, see {@link TopicTemplate}; the Kafka
 * topic of such a table is always {@code readings.<table>}.
 */
public final class MqttConnector implements Connector {
    /** Value of the option {@code connector}. */
    public static final String NAME = "mqtt";

    public static final Option<String> TOPIC = Option.required(
            "topic",
            "MQTT topics that feed the table, for example 'plant/{site}/{machine}/{metric}': a level in braces"
                    + " becomes the column of that name, + and # stand for levels that nobody needs.");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "Readings that devices publish over MQTT 3.1.1 or 5; acknowledged when Kafka has them.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(TOPIC);
    }

    @Override
    public Usage usage() {
        return Usage.DOOR;
    }

    @Override
    public void check(Table table, Options options, Problems problems) {
        String text = options.find(TOPIC).orElse(null);
        if (text == null) {
            return;
        }
        TopicTemplate template;
        try {
            template = TopicTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add(TOPIC.name(), "\"topic\" is \"" + text + "\" but " + e.getMessage(), TOPIC.doc());
            return;
        }
        for (String column : template.columns()) {
            checkColumn(table, column, problems);
        }
    }

    private static void checkColumn(Table table, String column, Problems problems) {
        int index = table.schema().indexOf(column);
        if (index < 0 || table.metadata().containsKey(column)) {
            problems.add(
                    TOPIC.name(),
                    "\"topic\" names {" + column + "}, but the table has no such physical column",
                    "Add the column \"" + column + "\" to the table or write + for that level. Columns: "
                            + String.join(", ", table.schema().names()) + ".");
            return;
        }
        TypeKind kind = table.schema().type(index).kind();
        if (kind != TypeKind.STRING && !kind.isInteger()) {
            problems.add(
                    TOPIC.name(),
                    "\"topic\" fills column \"" + column + "\" of type "
                            + table.schema().type(index) + ", but a topic level is text or a whole number",
                    "Make \"" + column + "\" a STRING, INT or BIGINT.");
        }
    }
}
