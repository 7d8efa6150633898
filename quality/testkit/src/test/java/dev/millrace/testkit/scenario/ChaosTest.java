// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Rescale;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static final long SEEDS = 200;
    private static final long BOUND_MS = 5_000;
    private static final String TABLE =
            """
            -- Rows of three pumps.
            CREATE TABLE r (pump STRING, seq BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
            WITH ('connector' = 'scenario'%s);
            INSERT INTO r VALUES
              ('a', 1, TIMESTAMP '1970-01-01 00:00:01'), ('a', 2, TIMESTAMP '1970-01-01 00:00:03'),
              ('b', 1, TIMESTAMP '1970-01-01 00:00:02'), ('a', 3, TIMESTAMP '1970-01-01 00:00:03'),
              ('a', 4, TIMESTAMP '1970-01-01 00:00:07'), ('b', 2, TIMESTAMP '1970-01-01 00:00:09'),
              ('a', 5, TIMESTAMP '1970-01-01 00:00:13'), ('c', 1, TIMESTAMP '1970-01-01 00:00:09'),
              ('c', 2, TIMESTAMP '1970-01-01 00:00:01');
            SELECT pump, COUNT(*) FROM TABLE(TUMBLE(TABLE r, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
            GROUP BY pump, window_start, window_end;
            -- expect
            """;

    private final Scenario plain = scenario("");
    private final Scenario deduplicated = scenario(", 'dedupe.key' = 'pump;seq'");

    @Test
    void same_seed_disturbs_in_the_same_way_and_another_one_in_another() {
        Set<List<String>> ways = new HashSet<>();

        for (long seed = 0; seed < SEEDS; seed++) {
            assertEquals(arrivals(plain, seed), arrivals(plain, seed));
            ways.add(arrivals(plain, seed));
        }

        assertTrue(ways.size() > SEEDS / 2, ways.size() + " ways");
    }

    @Test
    void every_row_arrives_and_none_is_made_late() {
        List<String> all = arrivals(plain.steps());

        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> arrived = arrivals(plain, seed);
            Map<String, Long> clocks = new HashMap<>();
            for (String row : arrived) {
                String[] cells = row.split(" ");
                long clock = clocks.merge(cells[0], Long.parseLong(cells[2]), Math::max);
                // Pump c is late in the file itself, and keeps its order.
                assertTrue(cells[0].equals("c") || Long.parseLong(cells[2]) > clock - BOUND_MS, row + " in " + arrived);
            }
            assertEquals(sorted(all), sorted(arrived));
        }
    }

    @Test
    void rows_of_one_time_and_rows_of_a_key_with_late_rows_keep_their_order() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> arrived = arrivals(plain, seed);

            assertTrue(arrived.indexOf("a 2 3000") < arrived.indexOf("a 3 3000"), arrived.toString());
            assertTrue(arrived.indexOf("c 1 9000") < arrived.indexOf("c 2 1000"), arrived.toString());
        }
    }

    @Test
    void rows_of_a_key_change_their_order_too() {
        boolean isSwapped = LongStream.range(0, SEEDS)
                .mapToObj(seed -> arrivals(plain, seed))
                .anyMatch(arrived -> arrived.indexOf("a 4 7000") < arrived.indexOf("a 3 3000"));

        assertTrue(isSwapped);
    }

    @Test
    void a_device_is_cut_off_and_uploads_its_past_last() {
        boolean isUploaded = LongStream.range(0, SEEDS)
                .mapToObj(seed -> arrivals(plain, seed))
                .anyMatch(arrived -> arrived.subList(4, 9).stream().allMatch(row -> row.startsWith("a")));

        assertTrue(isUploaded);
    }

    @Test
    void readings_are_delivered_twice_only_where_the_table_says_what_identifies_them() {
        int duplicates = 0;

        for (long seed = 0; seed < SEEDS; seed++) {
            Chaos.Disturbed disturbed = new Chaos(deduplicated, seed).apply();
            assertEquals(9 + disturbed.duplicates(), arrivals(disturbed.steps()).size());
            duplicates += disturbed.duplicates();
            assertEquals(0, new Chaos(plain, seed).apply().duplicates());
        }

        assertNotEquals(0, duplicates);
    }

    @Test
    void the_engine_is_restarted_with_other_numbers_of_threads() {
        Set<Integer> threads = new HashSet<>();

        for (long seed = 0; seed < SEEDS; seed++) {
            for (Step step : new Chaos(plain, seed).apply().steps()) {
                if (step instanceof Rescale rescale) {
                    threads.add(rescale.threads());
                }
            }
        }

        assertEquals(Set.of(1, 2, 3), threads);
    }

    private static Scenario scenario(String options) {
        SqlCompiler compiler = new SqlCompiler(
                new ConnectorCatalog(List.of(new ScenarioConnector()), List.of()), FunctionCatalog.builtIn());
        return new ScenarioParser(compiler).parse(Path.of("chaos.sql"), TABLE.formatted(options));
    }

    private static List<String> arrivals(Scenario scenario, long seed) {
        return arrivals(new Chaos(scenario, seed).apply().steps());
    }

    private static List<String> arrivals(List<Step> steps) {
        List<String> rows = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Arrival arrival) {
                arrival.rows().forEach(row -> rows.add(row.stringAt(0) + " " + row.longAt(1) + " " + row.longAt(2)));
            }
        }
        return rows;
    }

    private static List<String> sorted(List<String> rows) {
        List<String> sorted = new ArrayList<>(rows);
        Collections.sort(sorted);
        return sorted;
    }
}
