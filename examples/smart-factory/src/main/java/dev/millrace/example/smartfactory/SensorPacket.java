// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import dev.millrace.example.device.PublishPacket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The reading of one sensor as an MQTT packet of about 240 bytes, made once; each reading only writes its digits into it. Numbers
 * have fixed width with blanks in front, which JSON allows. One thread.
 */
final class SensorPacket {
    private static final String TS = "\"ts\":";
    private static final String VALUE = "\"value\":";
    private static final String SEQ = "\"seq\":";
    private static final int TS_DIGITS = 13;
    private static final int VALUE_WIDTH = 8;
    private static final int SEQ_WIDTH = 9;

    private final PublishPacket packet;
    private final int tsAt;
    private final int valueAt;
    private final int seqAt;

    SensorPacket(int sensor) {
        int machine = sensor >> 2;
        Metric metric = Metric.of(sensor);
        String name = machineName(machine);
        String topic = "plant/" + (machine % 2 == 0 ? "north" : "south") + "/" + name + "/" + metric.topicName();
        String payload = String.format(
                Locale.ROOT,
                "{%s%13d,%s%8s,%s%9d,\"unit\":\"%s\",\"quality\":\"good\",\"sensor\":\"%s-%s-01\",\"firmware\":\"2.7.%d\","
                        + "\"line\":\"line-%02d\",\"rssi\":-%d,\"calibrated\":\"2026-0%d-14\"}",
                TS,
                0L,
                VALUE,
                "0.000",
                SEQ,
                0,
                metric.unit(),
                name,
                metric.topicName().substring(0, 3),
                machine % 13,
                machine / 25,
                50 + sensor % 30,
                1 + machine % 9);
        packet = PublishPacket.of(topic, payload.getBytes(StandardCharsets.US_ASCII));
        tsAt = packet.payloadOffset() + payload.indexOf(TS) + TS.length();
        valueAt = packet.payloadOffset() + payload.indexOf(VALUE) + VALUE.length();
        seqAt = packet.payloadOffset() + payload.indexOf(SEQ) + SEQ.length();
    }

    static String machineName(int machine) {
        return String.format(Locale.ROOT, "m-%04d", machine);
    }

    /** The packet with a reading. Value 0 to 9,999; it is cut to three decimals. */
    PublishPacket reading(long timeMs, double value, long seq) {
        number(tsAt, TS_DIGITS, timeMs);
        long thousandths = Math.round(value * 1_000);
        number(valueAt, VALUE_WIDTH - 4, thousandths / 1_000);
        packet.bytes()[valueAt + VALUE_WIDTH - 4] = '.';
        int fraction = (int) (thousandths % 1_000);
        packet.bytes()[valueAt + VALUE_WIDTH - 3] = (byte) ('0' + fraction / 100);
        packet.bytes()[valueAt + VALUE_WIDTH - 2] = (byte) ('0' + fraction / 10 % 10);
        packet.bytes()[valueAt + VALUE_WIDTH - 1] = (byte) ('0' + fraction % 10);
        number(seqAt, SEQ_WIDTH, seq);
        return packet;
    }

    /** The same with its value torn to pieces, as a broken line does it. The next reading mends it. */
    PublishPacket malformed(long timeMs, long seq) {
        reading(timeMs, 0, seq);
        byte[] broken = "##\u001b,:{{#".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(broken, 0, packet.bytes(), valueAt, VALUE_WIDTH);
        return packet;
    }

    private void number(int at, int width, long value) {
        byte[] bytes = packet.bytes();
        long left = value;
        int i = at + width - 1;
        do {
            bytes[i--] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0 && i >= at);
        while (i >= at) {
            bytes[i--] = ' ';
        }
    }
}
