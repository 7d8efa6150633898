// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import dev.millrace.model.Row;
import java.util.List;
import java.util.stream.Stream;

/** All that the API and the pages show, in one place. Thread-safe. */
public final class LiveState {
    /** What a device kept for a minute or more before it sent it was not on the way for that long. */
    private static final long UPLOADED_LATER_MICROS = 60_000_000;

    private final Versions versions = new Versions();
    private final LiveBoard board = new LiveBoard(versions);
    private final AlertBook alerts = new AlertBook(versions);
    private final LedgerBook ledger = new LedgerBook(versions);
    private final ReadingBook readings = new ReadingBook();
    private final LatencyBook deviceToGateway = stage("device → gateway");
    private final LatencyBook gatewayToKafka = stage("gateway → Kafka");
    private final LatencyBook kafkaToOperator = stage("Kafka → operator");
    private final LatencyBook operatorToAlert = stage("operator → alert");
    private final LatencyBook total = stage("total");

    private static LatencyBook stage(String name) {
        return new LatencyBook(name, System::currentTimeMillis);
    }

    public Versions versions() {
        return versions;
    }

    public LiveBoard board() {
        return board;
    }

    public AlertBook alerts() {
        return alerts;
    }

    public LedgerBook ledger() {
        return ledger;
    }

    public ReadingBook readings() {
        return readings;
    }

    /** Notes how long one reading waited for Kafka's acknowledgement. */
    public void acknowledged(long micros) {
        gatewayToKafka.record(micros);
    }

    /** Notes the way of one alert; times that are not known are left out. */
    public void delivered(Row row, long processedMicros, long deliveredMicros) {
        long arrival = row.arrivalMicros();
        if (arrival == Row.NO_TIME || processedMicros == Row.NO_TIME) {
            return;
        }
        long onTheWayMicros = arrival - row.timeMs() * 1000;
        if (row.timeMs() != Row.NO_TIME && onTheWayMicros < UPLOADED_LATER_MICROS) {
            deviceToGateway.record(onTheWayMicros);
        }
        // The record does not say when Kafka had it, so the usual wait for the acknowledgement is taken off.
        long acknowledgedMicros = Math.round(gatewayToKafka.latency().p50Ms() * 1000);
        kafkaToOperator.record(processedMicros - arrival - acknowledgedMicros);
        operatorToAlert.record(deliveredMicros - processedMicros);
        total.record(deliveredMicros - arrival);
    }

    /** Forgets all latencies: who uploads a past first measures from its end on. */
    public void measureAnew() {
        List.of(deviceToGateway, gatewayToKafka, kafkaToOperator, operatorToAlert, total)
                .forEach(LatencyBook::clear);
    }

    /** In the order of the path; total, from the gateway to the alert, is last. */
    public List<StageLatency> latencies() {
        return Stream.of(deviceToGateway, gatewayToKafka, kafkaToOperator, operatorToAlert, total)
                .map(LatencyBook::latency)
                .toList();
    }
}
