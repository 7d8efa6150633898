// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A glance at the readings: a few of the newest, a line of recent values for a dozen devices, records and rate a table. Never
 * more than that, whatever the traffic. Thread-safe.
 */
public final class ReadingBook {
    /** Devices with a line of values, for each table. */
    public static final int DEVICES_MAX = 12;

    private static final int OF_A_KIND_MAX = 3;
    private static final int VALUES_MAX = 90;
    private static final int NEWEST_MAX = 10;
    private static final int RATES_MAX = 120;

    private final Map<String, TableGlance> tables = new TreeMap<>();

    private static final class TableGlance {
        private long records;
        private double rate;
        private final Deque<Double> rates = new ArrayDeque<>();
        private List<JsonObject> newest = List.of();
        private final Map<String, Deque<JsonArray>> devices = new LinkedHashMap<>();
    }

    private TableGlance glance(String table) {
        return tables.computeIfAbsent(table, t -> new TableGlance());
    }

    /**
     * Whether a device has a line of values or gets one: the first dozen, but no more than a quarter of them of one kind.
     *
     * @param device parts joined with {@code /}, the last one tells its kind, for example the metric
     */
    public synchronized boolean wants(String table, String device) {
        Map<String, Deque<JsonArray>> devices = glance(table).devices;
        if (devices.containsKey(device) || devices.size() >= DEVICES_MAX) {
            return devices.containsKey(device);
        }
        String kind = device.substring(device.lastIndexOf('/') + 1);
        return !device.contains("/")
                || devices.keySet().stream().filter(d -> d.endsWith("/" + kind)).count() < OF_A_KIND_MAX;
    }

    /** One value of a device; values that are not newer than the last one are passed over. */
    public synchronized void value(String table, String device, long timeMs, double value) {
        Deque<JsonArray> values = glance(table).devices.computeIfAbsent(device, d -> new ArrayDeque<>());
        if (!values.isEmpty() && values.getLast().getLong(0) >= timeMs) {
            return;
        }
        values.add(new JsonArray().add(timeMs).add(value));
        if (values.size() > VALUES_MAX) {
            values.removeFirst();
        }
    }

    /** The newest readings, newest first. */
    public synchronized void newest(String table, List<JsonObject> rows) {
        glance(table).newest = rows.subList(0, Math.min(rows.size(), NEWEST_MAX));
    }

    /** Records in the topic, and records a second since the last call. */
    public synchronized void records(String table, long records, double rate) {
        TableGlance glance = glance(table);
        glance.records = records;
        glance.rate = rate;
        glance.rates.add((double) Math.round(rate));
        if (glance.rates.size() > RATES_MAX) {
            glance.rates.removeFirst();
        }
    }

    /** Records by table. */
    public synchronized Map<String, Long> records() {
        Map<String, Long> records = new TreeMap<>();
        tables.forEach((name, glance) -> records.put(name, glance.records));
        return records;
    }

    /** Everything, for a page. */
    public synchronized JsonObject json() {
        JsonObject all = new JsonObject();
        tables.forEach((name, glance) -> {
            JsonObject devices = new JsonObject();
            glance.devices.forEach((device, values) -> devices.put(device, new JsonArray(List.copyOf(values))));
            all.put(
                    name,
                    new JsonObject()
                            .put("records", glance.records)
                            .put("rate", glance.rate)
                            .put("rates", new JsonArray(List.copyOf(glance.rates)))
                            .put("newest", new JsonArray(glance.newest))
                            .put("devices", devices));
        });
        return all;
    }
}
