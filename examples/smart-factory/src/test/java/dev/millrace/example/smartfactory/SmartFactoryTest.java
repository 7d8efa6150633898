// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.example.device.FakeMqttServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SmartFactoryTest {
    private static final Pattern READING = Pattern.compile(
            "\\{\"ts\": *(\\d+),\"value\": *(\\d+\\.\\d{3}),\"seq\": *(\\d+),\"unit\":.*\"calibrated\":\"[0-9-]+\"}");

    private final Map<String, String> valuesBySeq = Collections.synchronizedMap(new HashMap<>());
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();
    private final AtomicInteger ahead = new AtomicInteger();
    private final Set<Integer> sizes = Collections.synchronizedSet(new HashSet<>());

    @Test
    void counts_of_the_report_are_those_of_what_arrived() throws IOException {
        FactoryReport report = run(20, 7);

        assertEquals(received.get(), report.sent());
        assertEquals(received.get(), report.acknowledged());
        assertEquals(repeated.get(), report.duplicates());
        assertEquals(unreadable.get(), report.malformed());
        assertEquals(ahead.get(), report.ahead());
        assertTrue(report.duplicates() > 0 && report.malformed() > 0 && report.ahead() > 0, report.toString());
        assertTrue(sizes.stream().allMatch(size -> size > 150 && size < 230), "about 200 bytes: " + sizes);
    }

    @Test
    void live_readings_wait_until_the_past_is_worked_off() throws IOException {
        List<Long> receivedWhenAsked = Collections.synchronizedList(new ArrayList<>());
        List<Long> sentWhenAsked = Collections.synchronizedList(new ArrayList<>());

        FactoryReport report = run(10, 5, sent -> {
            sentWhenAsked.add(sent);
            receivedWhenAsked.add((long) received.get());
            return sentWhenAsked.size() == 4;
        });

        // 40 sensors, 60 readings each, but for the machine that is offline during the last four of the ten minutes.
        long past = 40 * 60 - 4 * 24;
        assertEquals(Collections.nCopies(4, past), sentWhenAsked);
        assertEquals(Collections.nCopies(4, past), receivedWhenAsked);
        assertTrue(report.sent() > past && report.historyMs() > 0, report.toString());
    }

    @Test
    void the_same_seed_gives_the_same_readings() throws IOException {
        run(10, 3);
        Map<String, String> first = new HashMap<>(valuesBySeq);
        valuesBySeq.clear();

        run(10, 3);

        // Sequence numbers go on with time, so the values are compared in their order.
        assertEquals(inOrder(first), inOrder(valuesBySeq));
    }

    private static List<String> inOrder(Map<String, String> values) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey().substring(0, e.getKey().indexOf(' ')) + " " + e.getValue())
                .toList();
    }

    private FactoryReport run(int machines, long seed) throws IOException {
        return run(machines, seed, sent -> true);
    }

    private FactoryReport run(int machines, long seed, LongPredicate isWorkedOff) throws IOException {
        try (FakeMqttServer server = new FakeMqttServer(this::receive)) {
            FactoryOptions options = FactoryOptions.to("127.0.0.1", server.port())
                    .withMachines(machines)
                    .withConnections(2)
                    .withSeed(seed)
                    .withDuration(Duration.ofSeconds(2));
            SmartFactory factory = new SmartFactory(options, isWorkedOff);
            factory.run();
            return factory.report();
        }
    }

    private void receive(String topic, byte[] payload) {
        received.incrementAndGet();
        sizes.add(payload.length);
        Matcher reading = READING.matcher(new String(payload, StandardCharsets.US_ASCII));
        if (!reading.matches()) {
            unreadable.incrementAndGet();
            return;
        }
        if (valuesBySeq.put(topic + " " + reading.group(3), reading.group(2)) != null) {
            repeated.incrementAndGet();
        }
        if (Long.parseLong(reading.group(1)) > System.currentTimeMillis() + 3_600_000) {
            ahead.incrementAndGet();
        }
    }
}
