// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.MethodName.class)
class HttpDoorTest {
    @TempDir
    static Path folder;

    private static Doors doors;

    @BeforeAll
    static void open() throws Exception {
        doors = Doors.open(folder);
    }

    @AfterAll
    static void close() throws Exception {
        doors.close();
    }

    @Test
    void a_one_reading_an_array_and_lines_are_taken() throws Exception {
        assertEquals(202, doors.post("events", "{\"device\":\"d1\",\"code\":1}").statusCode());
        assertEquals(
                202,
                doors.post("events", "[{\"device\":\"d1\",\"code\":2},{\"device\":\"d1\",\"code\":3}]")
                        .statusCode());
        HttpResponse<String> lines =
                doors.post("events", "{\"device\":\"d1\",\"code\":4}\n{\"device\":\"d1\",\"code\":5}\n");

        assertEquals("{\"accepted\":2,\"rejectedCount\":0,\"rejected\":[]}", lines.body());
        assertEquals("d1", Doors.text(doors.records("readings.events", 5).get(4).key()));
        assertEquals(
                "{\"device\":\"d1\",\"code\":5}",
                Doors.text(doors.records("readings.events", 5).get(4).value()));
    }

    @Test
    void b_each_reading_of_a_request_has_its_own_verdict() throws Exception {
        HttpResponse<String> response = doors.post(
                "events", "[{\"device\":\"d1\",\"code\":6},{\"device\":\"d1\",\"code\":1.5},{\"device\":\"d1\"}]");

        assertEquals(202, response.statusCode());
        assertEquals(
                "{\"accepted\":2,\"rejectedCount\":1,\"rejected\":[{\"index\":1,\"reason\":\"INVALID\",\"detail\":"
                        + "\"field \\\"code\\\" is 1.5, wanted a whole number -9223372036854775808 to"
                        + " 9223372036854775807 (BIGINT)\"}]}",
                response.body());
        assertEquals(
                "{\"device\":\"d1\",\"code\":1.5}",
                Doors.text(doors.ledger(1).get(0).raw()));
    }

    @Test
    void c_a_request_without_any_good_reading_is_refused() throws Exception {
        HttpResponse<String> response = doors.post("events", "{\"device\":");

        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("GW-207"), response.body());
        assertTrue(response.body().contains("MALFORMED"), response.body());
    }

    @Test
    void d_a_table_with_mqtt_takes_requests_with_all_columns() throws Exception {
        HttpResponse<String> response =
                doors.post("vibration", "{\"site\":\"south\",\"line\":2,\"ts\":\"2026-01-31 10:15:30\",\"value\":1}");

        assertEquals(202, response.statusCode());
        assertEquals(
                "south/2",
                Doors.text(doors.records("readings.vibration", 1).get(0).key()));
    }

    @Test
    void e_a_wrong_table_name_is_answered_with_the_nearest() throws Exception {
        HttpResponse<String> response = doors.post("event", "{}");

        assertEquals(404, response.statusCode());
        assertTrue(response.body().contains("Did you mean \\\"events\\\"?"), response.body());
    }

    @Test
    void e_asking_instead_of_sending_is_explained() throws Exception {
        HttpResponse<String> response = doors.ask("events");

        assertEquals(405, response.statusCode());
        assertEquals("POST", response.headers().firstValue("Allow").orElse(""));
        assertTrue(response.body().contains("GW-208"), response.body());
    }

    @Test
    void f_ten_megabytes_are_refused_and_the_beginning_is_in_the_ledger() throws Exception {
        long before = doors.stats("events").ledgered();
        int status;
        try {
            status = doors.post("events", "{\"device\":\"" + "x".repeat(10_000_000) + "\"}")
                    .statusCode();
        } catch (java.io.IOException e) {
            // The server answers and closes while the client still sends; not every client reads the answer then.
            status = 413;
        }

        assertEquals(413, status);
        await().until(() -> doors.stats("events").ledgered() == before + 1);
        assertEquals(202, doors.post("events", "{\"device\":\"d1\"}").statusCode());
    }

    @Test
    void g_counts_add_up() {
        await().untilAsserted(() -> {
            GatewayStats.TableStats events = doors.stats("events");
            assertEquals(events.received(), events.sent() + events.ledgered());
            assertEquals(0, doors.gateway.stats().underwayBytes());
        });
        assertFalse(doors.stats("events").ledger().isEmpty());
    }
}
