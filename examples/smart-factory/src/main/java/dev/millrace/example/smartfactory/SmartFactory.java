// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import dev.millrace.example.device.DeviceConnection;
import dev.millrace.example.device.DeviceLoop;
import dev.millrace.example.device.PublishPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/**
 * The plant, sending. One thread calls {@link #run}; {@link #report} and {@link #stop} may be called by others.
 *
 * <p>It connects, uploads the last ten minutes at one reading in 10 s for each sensor, waits until the server has worked that off,
 * then sends ten readings a second in slots of 10 ms. Nothing is dropped: when a connection's window is full everything waits and
 * catches up later.
 */
public final class SmartFactory implements Runnable, AutoCloseable {
    /** Event times of the machine with the wrong clock are this much ahead: 73 years of 365.25 days. */
    private static final long WRONG_CLOCK_AHEAD_MS = 2_303_704_800_000L;

    private static final int SENSORS_PER_MACHINE = 4;
    private static final int TICK_MS = 100;
    private static final int SLOT_MS = 10;
    private static final int SLOTS_PER_TICK = TICK_MS / SLOT_MS;
    private static final int MINUTE_TICKS = 600;
    private static final int HISTORY_FROM_TICK = -6_000;
    private static final int HISTORY_STEP_TICKS = 100;
    private static final int UPLOAD_TICKS_PER_TICK = 30;
    /** 2026-01-01: sequence numbers go on from one run to the next, as those of devices with a battery do. */
    private static final long SEQ_EPOCH_MS = 1_767_225_600_000L;

    private static final int DELAYED_PER_MILLION = 20_000;
    private static final int DELAY_TICKS_MAX = 49;
    private static final int DUPLICATES_PER_MILLION = 10_000;
    private static final int DUPLICATE_TICKS_MAX = 10;
    private static final int MALFORMED_PER_MILLION = 1_000;
    private static final int WINDOW_PACKETS = 2_000;
    private static final long CONNECT_TIMEOUT_MS = 30_000;
    private static final long STOP_TIMEOUT_MS = 1_000;
    private static final long DRAIN_TIMEOUT_MS = 30_000;
    /** A server that takes longer for ten minutes of the past will be behind in the live part as well, and shows it there. */
    private static final long HISTORY_TIMEOUT_MS = 60_000;

    private static final long HISTORY_ASK_EVERY_MS = 50;

    private final FactoryOptions options;
    private final LongPredicate isWorkedOff;
    private final int sensors;
    private final Signals signals;
    private final IncidentPlan plan;
    private final Dice dice;
    private final SensorPacket[] packets;
    private final DeviceConnection[] connectionOfMachine;
    private final DelayLine delayed = new DelayLine();
    private final DeviceLoop loop;
    private int uploadTick = IncidentPlan.OFFLINE_FROM_TICK;

    private final FactoryCounts counts = new FactoryCounts();
    private long firstSeq;
    private volatile boolean isStopped;
    private volatile long startMs;
    private volatile int tick = Integer.MIN_VALUE;

    /** A plant that goes live as soon as its past is acknowledged: it cannot know what its server does with it. */
    public SmartFactory(FactoryOptions options) {
        this(options, sent -> true);
    }

    /**
     * A plant whose live readings do not queue behind its past.
     *
     * @param isWorkedOff whether the server is done with so many readings; asked 20 times a second once the past is acknowledged, on
     *     the thread that calls {@link #run}
     */
    public SmartFactory(FactoryOptions options, LongPredicate isWorkedOff) {
        this.options = options;
        this.isWorkedOff = isWorkedOff;
        sensors = options.machines() * SENSORS_PER_MACHINE;
        signals = new Signals(options.seed(), options.machines());
        plan = new IncidentPlan(options.seed(), options.machines());
        dice = new Dice(options.seed(), "network");
        packets = new SensorPacket[sensors];
        for (int sensor = 0; sensor < sensors; sensor++) {
            packets[sensor] = new SensorPacket(sensor);
        }
        loop = new DeviceLoop(options.host(), options.port());
        connectionOfMachine = new DeviceConnection[options.machines()];
        signals.begin(IncidentPlan.failureWhileOffline());
    }

    /** Sends until the duration is over or {@link #stop}, then waits until everything is acknowledged, 30 s at most. */
    @Override
    public void run() {
        connect();
        startMs = System.currentTimeMillis();
        firstSeq = (startMs - SEQ_EPOCH_MS) / TICK_MS;
        if (options.hasHistory()) {
            sendHistory();
            awaitHistory();
            counts.historyMs = System.currentTimeMillis() - startMs;
        }
        startMs = System.currentTimeMillis();
        sendLive();
        loop.serveUntil(() -> loop.unacknowledged() == 0, DRAIN_TIMEOUT_MS);
        counts.acknowledged = loop.acknowledged();
        loop.close();
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        isStopped = true;
    }

    @Override
    public void close() {
        stop();
    }

    public FactoryReport report() {
        boolean isLive = tick != Integer.MIN_VALUE;
        return new FactoryReport(
                counts.sent,
                counts.acknowledged,
                counts.duplicates,
                counts.malformed,
                counts.ahead,
                counts.behindMs,
                counts.reconnects,
                counts.historyMs,
                isLive,
                isLive ? labels() : List.of());
    }

    private void connect() {
        List<DeviceConnection> connections = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            String clientId = String.format(Locale.ROOT, "hall-gateway-%03d", i);
            connections.add(loop.connect(clientId, WINDOW_PACKETS));
        }
        for (int machine = 0; machine < options.machines(); machine++) {
            connectionOfMachine[machine] = connections.get(machine * options.connections() / options.machines());
        }
        if (!loop.serveUntil(() -> isStopped || loop.areAllConnected(), CONNECT_TIMEOUT_MS)) {
            throw new IllegalStateException("no MQTT connection to " + options.host() + ":" + options.port()
                    + " within " + CONNECT_TIMEOUT_MS / 1_000 + " s: "
                    + connections.get(0).trouble());
        }
    }

    private void sendHistory() {
        for (int past = HISTORY_FROM_TICK; past < 0 && !isStopped; past += HISTORY_STEP_TICKS) {
            for (int sensor = 0; sensor < sensors; sensor++) {
                boolean isOffline = sensor / SENSORS_PER_MACHINE == IncidentPlan.OFFLINE_MACHINE
                        && past >= IncidentPlan.OFFLINE_FROM_TICK;
                if (!isOffline) {
                    send(sensor, past);
                }
            }
        }
    }

    private void awaitHistory() {
        long endMs = System.currentTimeMillis() + HISTORY_TIMEOUT_MS;
        loop.serveUntil(() -> isStopped || loop.unacknowledged() == 0, HISTORY_TIMEOUT_MS);
        counts.acknowledged = loop.acknowledged();
        while (!isStopped && !isWorkedOff.test(counts.sent) && System.currentTimeMillis() < endMs) {
            loop.serveUntil(() -> isStopped, HISTORY_ASK_EVERY_MS);
        }
    }

    private void sendLive() {
        long endSlot = options.duration().map(d -> d.toMillis() / SLOT_MS).orElse(Long.MAX_VALUE);
        for (long slot = 0; slot < endSlot && !isStopped; slot++) {
            awaitTime(startMs + slot * SLOT_MS);
            sendSlot(slot);
        }
        // What is still on its way arrives, as it would from real devices.
        long last = tick * (long) SLOTS_PER_TICK + SLOTS_PER_TICK;
        for (long slot = last; slot < last + DelayLine.SLOTS; slot++) {
            delayed.take(slot, this::sendDelayed);
        }
        while (uploadTick <= tick && tick >= IncidentPlan.ONLINE_TICK) {
            upload(tick);
        }
    }

    private void awaitTime(long dueMs) {
        long nowMs = System.currentTimeMillis();
        counts.behindMs = Math.max(0, nowMs - dueMs);
        // Acknowledgements are read once a slot: a wake-up for each would cost more than the readings do.
        while (nowMs < dueMs) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dueMs - nowMs));
            nowMs = System.currentTimeMillis();
        }
        loop.serve(0);
        counts.acknowledged = loop.acknowledged();
        counts.reconnects = loop.reconnects();
    }

    private void sendSlot(long slot) {
        int now = (int) (slot / SLOTS_PER_TICK);
        int part = (int) (slot % SLOTS_PER_TICK);
        tick = now;
        if (part == 0) {
            if (now % MINUTE_TICKS == 0) {
                plan.ofMinute(now / MINUTE_TICKS).forEach(signals::begin);
            }
            if (now >= IncidentPlan.ONLINE_TICK) {
                upload(now);
            }
        }
        for (int sensor = part; sensor < sensors; sensor += SLOTS_PER_TICK) {
            if (sensor / SENSORS_PER_MACHINE != IncidentPlan.OFFLINE_MACHINE) {
                sendOrDelay(slot, sensor, now);
            }
        }
        delayed.take(slot, this::sendDelayed);
    }

    private void sendOrDelay(long slot, int sensor, int now) {
        boolean isOrderly = sensor / SENSORS_PER_MACHINE == IncidentPlan.WRONG_CLOCK_MACHINE;
        long sendSlot = slot;
        if (!isOrderly && dice.happens(DELAYED_PER_MILLION, sensor, now)) {
            sendSlot += (1 + dice.below(DELAY_TICKS_MAX, now, sensor)) * (long) SLOTS_PER_TICK;
            delayed.add(sendSlot, sensor, now, false);
        } else if (!isOrderly && dice.happens(MALFORMED_PER_MILLION, sensor, -now - 1L)) {
            if (publish(sensor, packets[sensor].malformed(timeMs(sensor, now), seq(now)))) {
                counts.malformed++;
            }
            return;
        } else {
            send(sensor, now);
        }
        if (!isOrderly && dice.happens(DUPLICATES_PER_MILLION, -sensor - 1L, now)) {
            int later = 1 + dice.below(DUPLICATE_TICKS_MAX, now, -sensor - 1L);
            delayed.add(sendSlot + later * (long) SLOTS_PER_TICK, sensor, now, true);
        }
    }

    private void sendDelayed(int sensor, int taken, boolean isCopy) {
        if (send(sensor, taken) && isCopy) {
            counts.duplicates++;
        }
    }

    /** The machine that was offline sends what it kept, in order, faster than it was taken; in the end it keeps up. */
    private void upload(int now) {
        for (int i = 0; i < UPLOAD_TICKS_PER_TICK && uploadTick <= now; i++, uploadTick++) {
            for (int metric = 0; metric < SENSORS_PER_MACHINE; metric++) {
                send(IncidentPlan.OFFLINE_MACHINE * SENSORS_PER_MACHINE + metric, uploadTick);
            }
        }
    }

    private boolean send(int sensor, int taken) {
        boolean isAhead = sensor / SENSORS_PER_MACHINE == IncidentPlan.WRONG_CLOCK_MACHINE;
        long timeMs = timeMs(sensor, taken) + (isAhead ? WRONG_CLOCK_AHEAD_MS : 0);
        boolean isSent = publish(sensor, packets[sensor].reading(timeMs, signals.value(sensor, taken), seq(taken)));
        if (isSent && isAhead) {
            counts.ahead++;
        }
        return isSent;
    }

    /** False when the plant was stopped and the server takes nothing more. */
    private boolean publish(int sensor, PublishPacket packet) {
        DeviceConnection connection = connectionOfMachine[sensor / SENSORS_PER_MACHINE];
        while (!connection.canPublish()) {
            if (isStopped && !loop.serveUntil(connection::canPublish, STOP_TIMEOUT_MS)) {
                return false;
            }
            loop.serve(SLOT_MS);
        }
        connection.publish(packet);
        counts.sent++;
        return true;
    }

    private long seq(int taken) {
        return firstSeq + taken;
    }

    private long timeMs(int sensor, int taken) {
        return startMs + taken * (long) TICK_MS + sensor % SLOTS_PER_TICK * (long) SLOT_MS;
    }

    private List<FactoryReport.Label> labels() {
        int now = tick;
        return plan.before(now).stream().map(i -> label(i, now)).toList();
    }

    private FactoryReport.Label label(Incident incident, int now) {
        return new FactoryReport.Label(
                incident.kind().name().toLowerCase(Locale.ROOT),
                SensorPacket.machineName(incident.machine()),
                startMs + incident.startTick() * (long) TICK_MS,
                startMs + incident.riseTick() * (long) TICK_MS,
                startMs + sentTick(incident) * (long) TICK_MS,
                sentTick(incident) + DELAY_TICKS_MAX < now);
    }

    /** Tick of the live part at which the readings that prove an incident are sent. */
    private static int sentTick(Incident incident) {
        if (incident.machine() != IncidentPlan.OFFLINE_MACHINE) {
            return incident.visibleTick();
        }
        return IncidentPlan.ONLINE_TICK
                + (incident.visibleTick() - IncidentPlan.OFFLINE_FROM_TICK) / (UPLOAD_TICKS_PER_TICK - 1)
                + 1;
    }
}
