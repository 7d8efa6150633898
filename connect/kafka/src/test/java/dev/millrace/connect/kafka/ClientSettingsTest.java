// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    @Test
    void an_acknowledgement_of_the_producer_means_stored() {
        Map<String, Object> settings = ClientSettings.of("h:1").producer();

        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("acks", "all");
        expected.put("retries", "10");
        expected.put("batch.size", "65536");
        expected.put("linger.ms", "5");
        expected.put("compression.type", "lz4");
        expected.put("enable.idempotence", "true");
        expected.forEach((name, value) -> assertEquals(value, settings.get(name), name));
        assertEquals("h:1", settings.get("bootstrap.servers"));
    }

    @Test
    void every_default_gives_way_to_an_override() {
        Map<String, String> overrides = Map.of("acks", "1", "linger.ms", "0", "isolation.level", "read_uncommitted");

        ClientSettings settings = ClientSettings.of("h:1").with(overrides);

        assertEquals("1", settings.producer().get("acks"));
        assertEquals("0", settings.producer().get("linger.ms"));
        assertEquals("read_uncommitted", settings.consumer("g").get("isolation.level"));
    }

    @Test
    void secrets_are_not_shown() {
        String shown = ClientSettings.masked(
                        Map.of("sasl.jaas.config", "hidden", "ssl.key.password", "hidden", "acks", "all"))
                .toString();

        assertFalse(shown.contains("hidden"), shown);
        assertEquals("{acks=all, sasl.jaas.config=******, ssl.key.password=******}", shown);
    }
}
