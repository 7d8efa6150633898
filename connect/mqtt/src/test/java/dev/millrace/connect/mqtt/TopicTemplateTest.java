// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {
    @Test
    void levels_in_braces_become_columns() {
        TopicTemplate template = TopicTemplate.parse("plant/{site}/+/{machine}");
        String[] values = new String[2];

        assertTrue(template.match("plant/north/hall 3/press-7", values));

        assertEquals(List.of("site", "machine"), template.columns());
        assertArrayEquals(new String[] {"north", "press-7"}, values);
    }

    @ParameterizedTest
    @CsvSource({
        "plant/{s}, plant/a, true",
        "plant/{s}, plant, false",
        "plant/{s}, plant/, false",
        "plant/{s}, plant/a/b, false",
        "plant/{s}, plan/a, false",
        "plant/{s}/#, plant/a, true",
        "plant/{s}/#, plant/a/b/c, true",
        "plant/+, plant/, true",
        "+/{s}, $SYS/a, false",
        "#, a/b, true",
        "{s}, abc, true",
    })
    void a_topic_matches_as_mqtt_filters_do(String template, String topic, boolean isMatch) {
        assertEquals(isMatch, TopicTemplate.parse(template).match(topic, new String[1]));
    }

    @ParameterizedTest
    @CsvSource({
        "plant/{a}/t, plant/x/{b}, true",
        "plant/{a}, plant/{a}/t, false",
        "plant/#, plant, true",
        "plant/{a}, site/{a}, false",
        "a/+/c, a/#, true",
        "a/b/c, a/b/#, true",
        "a/{x}, a/, false",
    })
    void overlap_is_seen_from_both_sides(String one, String two, boolean isOverlap) {
        assertEquals(isOverlap, TopicTemplate.parse(one).overlaps(TopicTemplate.parse(two)));
        assertEquals(isOverlap, TopicTemplate.parse(two).overlaps(TopicTemplate.parse(one)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#/b", "a/{x", "a/x{y}", "a/{}/b", "{x}/{x}", "a+/b", "$SYS/{x}"})
    void a_template_that_breaks_a_rule_is_refused(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> TopicTemplate.parse(text));

        assertTrue(refused.getMessage().contains("must"), refused.getMessage());
    }

    @Test
    void the_connector_checks_columns_and_types_of_the_template() {
        Schema schema = Schema.of(new Column("site", DataType.STRING), new Column("value", DataType.DOUBLE));
        Map<String, String> texts = Map.of("connector", "mqtt", "topic", "p/{site}/{machine}/{value}");
        Problems problems = new Problems();
        MqttConnector connector = new MqttConnector();

        connector.check(Table.of("t", schema, texts), Options.of(connector.options(), texts, problems), problems);

        assertEquals(2, problems.list().size());
        assertTrue(problems.list().get(0).fact().contains("{machine}"));
        assertTrue(problems.list().get(1).fact().contains("DOUBLE"));
        assertFalse(connector.usage().isSource());
    }
}
