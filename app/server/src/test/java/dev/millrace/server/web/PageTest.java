// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.server.fake.FakePlant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live page in a real browser, with a plant that needs no Kafka. Skipped where there is no Chromium. */
class PageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Read in one expression, because the page changes all four together. */
    private static final String SUM =
            """
            (() => {
              const n = (id) => Number(document.getElementById(id).textContent.replaceAll(',', ''));
              return n('received') > 0 && n('received') === n('used') + n('ledger') + n('waiting');
            })()
            """;

    @TempDir
    static Path folder;

    private static FakePlant plant;
    private static WebServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.find().isPresent(), "no Chromium on the PATH: install it to run the browser tests");
        plant = FakePlant.start("SELECT machine FROM readings -- all of them");
        server = WebServer.start(0, plant, router -> {});
        browser = Browser.start(Browser.find().orElseThrow(), folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
            plant.close();
        }
    }

    @ParameterizedTest(name = "{0} x {1}, {2}")
    @CsvSource({"1440, 900, light", "390, 844, dark"})
    void the_page_shows_readings_results_alerts_latency_and_sql_without_sideways_scrolling(
            int width, int height, String scheme) {
        browser.open("http://127.0.0.1:" + server.port() + "/", width, height, scheme);

        await().atMost(PATIENCE).until(() -> has("#readings .device path") && has(".alert") && has(".stage.total"));
        await().atMost(PATIENCE).until(() -> has("#sql .kw") && has("#chart canvas"));
        // The newest proof lies open by itself.
        await().atMost(PATIENCE).until(() -> has(".pinned .evidence-chart canvas") && has(".pinned .evidence-rows td"));
        await().atMost(PATIENCE).until(() -> has(".link.up"));
        assertEquals(true, browser.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void an_alert_is_opened_and_closed_by_hand_and_then_nothing_opens_by_itself() {
        browser.open("http://127.0.0.1:" + server.port() + "/", 1440, 900, "light");
        await().atMost(PATIENCE).until(() -> has(".pinned .details") && has(".alert:not(.pinned)"));

        browser.evaluate("document.querySelector('.pinned > button').click()");
        browser.evaluate("document.querySelector('.alert:not(.pinned) > button').click()");

        await().atMost(PATIENCE).until(() -> !has(".pinned .details") && has(".alert:not(.pinned) .details"));
        assertEquals(List.of(), browser.errors());
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void the_counters_add_up(String scheme) {
        browser.open("http://127.0.0.1:" + server.port() + "/", 1440, 900, scheme);

        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(browser.evaluate(SUM)));
    }

    private static boolean has(String selector) {
        return Boolean.TRUE.equals(browser.evaluate("document.querySelector('" + selector + "') !== null"));
    }
}
