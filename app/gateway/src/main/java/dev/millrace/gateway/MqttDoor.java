// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.Rejected;
import dev.millrace.embedded.mqtt.MqttMessage;
import dev.millrace.embedded.mqtt.MqttReceiver;
import dev.millrace.model.LedgerReason;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Takes what devices publish. The answer is given when Kafka has all records of a message, readings or ledger entries. */
final class MqttDoor implements MqttReceiver {
    private final Supplier<GatewayTables> tables;
    private final Intake intake;
    private final TableCounters strangers;

    /** @param strangers counts messages that no table takes */
    MqttDoor(Supplier<GatewayTables> tables, Intake intake, TableCounters strangers) {
        this.tables = tables;
        this.intake = intake;
        this.strangers = strangers;
    }

    @Override
    public void receive(MqttMessage message, Answer answer) {
        long arrivalNanos = System.nanoTime();
        GatewayTables.Match match = tables.get().match(message.topic());
        Together together = new Together(isStored -> {
            if (isStored) {
                answer.stored();
            } else {
                answer.failed();
            }
        });
        if (match == null) {
            Rejected rejected =
                    new Rejected(LedgerReason.INVALID, "no table takes topic \"" + message.topic() + "\"", -1);
            strangers.received.increment();
            intake.enter(
                    new Intake.Refused("", strangers, message.clientId(), rejected, message.payload()),
                    together.expect());
        } else {
            take(message, match, new Arrival(arrivalNanos, together));
        }
        together.complete();
    }

    private record Arrival(long nanos, Together together) {}

    private void take(MqttMessage message, GatewayTables.Match match, Arrival arrival) {
        TableDoor table = match.table();
        ReadingDecoder decoder = table.decoder();
        decoder.decode(message.payload(), match.values(), ArrivalClock.nowMicros(), new ReadingDecoder.Out() {
            @Override
            public void reading(ProducerRecord<byte[], byte[]> record, String device) {
                table.counters().received.increment();
                intake.send(new Intake.Reading(table, record, device, arrival.nanos), arrival.together.expect());
            }

            @Override
            public void rejected(Rejected rejected, int from, int to) {
                table.counters().received.increment();
                String device = decoder.device(match.values());
                String shownDevice = device.isEmpty() ? message.clientId() : device;
                String detail = rejected.detail() + " (topic \"" + message.topic() + "\")";
                intake.enter(
                        new Intake.Refused(
                                table.door().name(),
                                table.counters(),
                                shownDevice,
                                new Rejected(rejected.reason(), detail, rejected.position()),
                                message.payload()),
                        arrival.together.expect());
            }
        });
    }

    @Override
    public void tooLarge(String clientId, String topic, byte[] first, long sizeBytes) {
        GatewayTables.Match match = tables.get().match(topic);
        TableCounters counters = match == null ? strangers : match.table().counters();
        String table = match == null ? "" : match.table().door().name();
        counters.received.increment();
        Rejected rejected = new Rejected(
                LedgerReason.INVALID,
                "packet has " + sizeBytes + " bytes, more than allowed; only its beginning was read (topic \"" + topic
                        + "\")",
                -1);
        // Nobody waits for the end: the connection is closed without an acknowledgement.
        intake.enter(new Intake.Refused(table, counters, clientId, rejected, first), new Together(isStored -> {}));
    }

    @Override
    public boolean isFull() {
        return intake.isFull();
    }
}
