// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.example.smartfactory.FactoryReport;
import dev.millrace.example.smartfactory.SmartFactory;
import dev.millrace.server.Server;
import dev.millrace.server.ServerStats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** The plant runs; then everything on its way is awaited and counted. */
final class DemoRun {
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration SETTLE_WHEN_STOPPED = Duration.ofSeconds(2);
    private static final Duration LAST_ALERTS = Duration.ofSeconds(5);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(1);

    private final Server server;
    private final SmartFactory factory;
    private final AlertReceiver pager;
    private final PrintWriter err;
    private final boolean isTerminal = Terminal.isWatched();
    private final long startNs = System.nanoTime();

    DemoRun(Server server, SmartFactory factory, AlertReceiver pager, PrintWriter err) {
        this.server = server;
        this.factory = factory;
        this.pager = pager;
        this.err = err;
    }

    /** Runs until the plant's own duration is over or somebody asks to stop. */
    DemoSummary until(StopSignal stop, Duration atMost) {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Thread plant = new Thread(() -> runPlant(failure), "smart-factory");
        plant.setDaemon(true);
        plant.start();
        while (plant.isAlive() && !stop.isAsked()) {
            stop.await(STATUS_EVERY, () -> !plant.isAlive());
            status();
        }
        factory.stop();
        Duration patience = stop.isAsked() ? SETTLE_WHEN_STOPPED : SETTLE;
        Waiting.until(() -> !plant.isAlive(), patience);
        if (failure.get() != null) {
            throw failure.get();
        }
        settle(stop);
        FactoryReport report = factory.report();
        Waiting.until(
                () -> AlertScore.of(report.labels(), pager).missed() == 0,
                stop.isAsked() ? Duration.ZERO : LAST_ALERTS);
        clearStatus();
        return DemoSummary.of(report, server.stats(), AlertScore.of(report.labels(), pager));
    }

    /** Waits for what is on its way, as long as it moves: a busy machine may be behind, and nothing of it is lost. */
    private void settle(StopSignal stop) {
        long counted = -1;
        while (counted != counted(server.stats()) && !isBalanced(factory.report(), server.stats())) {
            counted = counted(server.stats());
            long before = counted;
            Waiting.until(
                    () -> isBalanced(factory.report(), server.stats())
                            || !stop.isAsked() && counted(server.stats()) != before,
                    stop.isAsked() ? SETTLE_WHEN_STOPPED : SETTLE);
            status();
            if (stop.isAsked()) {
                return;
            }
        }
    }

    /** Readings that are used or in the ledger. */
    static long counted(ServerStats stats) {
        return StatsJson.sum(stats.used()) + StatsJson.sum(stats.ledger());
    }

    static boolean isBalanced(FactoryReport report, ServerStats stats) {
        return report.sent() == report.acknowledged()
                && report.sent() == StatsJson.sum(stats.used()) + StatsJson.sum(stats.ledger());
    }

    private void runPlant(AtomicReference<RuntimeException> failure) {
        try {
            factory.run();
        } catch (RuntimeException broken) {
            failure.set(broken);
        }
    }

    private void status() {
        if (!isTerminal) {
            return;
        }
        FactoryReport report = factory.report();
        ServerStats stats = server.stats();
        err.print(String.format(
                Locale.ROOT,
                "\r\u001b[K%4d s  %s  sent %,d  acknowledged %,d  used %,d  ledger %,d  critical alerts %d",
                (System.nanoTime() - startNs) / 1_000_000_000,
                report.isLive() ? "live" : "uploading the last ten minutes",
                report.sent(),
                report.acknowledged(),
                StatsJson.sum(stats.used()),
                StatsJson.sum(stats.ledger()),
                pager.standing().size()));
        err.flush();
    }

    private void clearStatus() {
        if (isTerminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
