// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.TimeRule;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Columns: ts, device, number or identifier. Horizon: 80 s. */
final class DeduplicateOperatorTest {
    private static final long HORIZON_MS = 80_000;
    private static final TimeRule RULE = TimeRule.DEFAULT;

    @Test
    void a_repeated_number_goes_to_the_ledger() {
        harness(DataType.BIGINT)
                .row(1000, "a", 1)
                .row(2000, "a", 2)
                .row(2000, "a", 2)
                .row(1000, "b", 2)
                .row(3000, "a", 4)
                .row(2500, "a", 3)
                .row(2500, "a", 3)
                .expect(
                        "+I @1000 1000, a, 1",
                        "+I @2000 2000, a, 2",
                        "+I @1000 1000, b, 2",
                        "+I @3000 3000, a, 4",
                        "+I @2500 2500, a, 3")
                .expectLedger("DUPLICATE 2000, a, 2", "DUPLICATE 2500, a, 3")
                .verify();
    }

    @Test
    void a_repeated_identifier_goes_to_the_ledger() {
        harness(DataType.STRING)
                .row(1000, "a", "x")
                .row(30_000, "a", "y")
                .row(1000, "a", "x")
                .row(1000, "b", "x")
                .expect("+I @1000 1000, a, x", "+I @30000 30000, a, y", "+I @1000 1000, b, x")
                .expectLedger("DUPLICATE 1000, a, x")
                .verify();
    }

    @Test
    void what_is_older_than_the_horizon_is_forgotten() {
        harness(DataType.STRING)
                .row(0, "a", "x")
                .row(95_000, "a", "y")
                .row(95_001, "a", "x")
                .expect("+I @0 0, a, x", "+I @95000 95000, a, y", "+I @95001 95001, a, x")
                .verify();
        harness(DataType.INT)
                .row(0, "a", 1)
                .row(80_001, "a", 1)
                .row(90_000, "a", 1)
                .expect("+I @0 0, a, 1", "+I @80001 80001, a, 1")
                .expectLedger("DUPLICATE 90000, a, 1")
                .verify();
    }

    @Test
    void a_counter_that_starts_anew_after_the_horizon_is_new() {
        OperatorHarness<SeenState> harness = harness(DataType.INT);
        for (int i = 0; i < 300; i++) {
            harness.row(i * 1000, "a", i);
        }
        for (int i = 0; i < 100; i++) {
            harness.row((300 + i) * 1000, "a", i);
        }

        assertEquals(400, harness.verify().emissions().size());
    }

    @Test
    void a_null_number_passes() {
        harness(DataType.BIGINT)
                .row(1000, "a", null)
                .row(1000, "a", null)
                .expect("+I @1000 1000, a, NULL", "+I @1000 1000, a, NULL")
                .verify();
    }

    @Test
    void a_silent_device_is_forgotten_when_the_others_are_past_the_horizon() {
        harness(DataType.INT)
                .row(1000, "a", 1)
                .progress(81_000)
                .row(1000, "a", 1)
                .expect("+I @1000 1000, a, 1", "+I @1000 1000, a, 1")
                .verify();
    }

    @Test
    void a_device_that_uploads_its_past_is_still_remembered() {
        harness(DataType.INT)
                .progress(500_000)
                .row(1000, "a", 1)
                .progress(510_000)
                .row(1000, "a", 1)
                .expect("+I @1000 1000, a, 1")
                .expectLedger("DUPLICATE 1000, a, 1")
                .verify();
    }

    @Test
    void ranges_hold_what_a_set_holds() {
        Random random = new Random(11);
        SeenRanges ranges = new SeenRanges(HORIZON_MS, 1000);
        Set<Long> all = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            long number = random.nextInt(1200);
            assertEquals(all.contains(number), ranges.contains(number), "number " + number);
            if (all.add(number)) {
                ranges.add(number, 1000);
            }
        }
        assertTrue(ranges.size() < 30, "numbers without gaps share ranges, but there are " + ranges.size());
    }

    @Test
    void gaps_are_remembered_wherever_they_are() {
        OperatorHarness<SeenState> harness = harness(DataType.INT);
        List<String> repeats = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            harness.row(i * 1000, "a", i * 10);
        }
        for (int i = 0; i < 40; i += 3) {
            harness.row(i * 1000, "a", i * 10 + 1);
            harness.row(i * 1000, "a", i * 10);
            repeats.add("DUPLICATE " + i * 1000 + ", a, " + i * 10);
        }
        for (int i = 40; i < 120; i++) {
            harness.row(i * 1000, "a", i * 10);
        }

        harness.expectLedger(repeats.toArray(String[]::new));
        assertEquals(40 + 14 + 80, harness.verify().emissions().size());
    }

    @Test
    void a_reading_writes_the_newest_ranges_only() {
        SeenState state = new SeenState(new SeenRanges(HORIZON_MS, 1000), null);
        SeenCodec codec = new SeenCodec(DataType.BIGINT);
        Map<Integer, ByteWriter> written = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            state.ranges.add(i * 10, i * 100);
        }
        codec.save(state, false, parts(written));
        assertEquals(Set.of(0, 1), written.keySet());
        written.clear();
        state.ranges.add(4991, 49_990);

        codec.save(state, false, parts(written));

        assertEquals(Set.of(0), written.keySet());
        assertTrue(written.get(0).size() < 100, written.get(0).size() + " bytes");
    }

    private static StateCodec.Parts parts(Map<Integer, ByteWriter> written) {
        return new StateCodec.Parts() {
            @Override
            public ByteWriter part(int number) {
                return written.computeIfAbsent(number, n -> new ByteWriter()).reset();
            }

            @Override
            public void delete(int number) {
                written.remove(number);
            }
        };
    }

    @Test
    void the_limit_forgets_the_oldest_and_says_how_many() {
        SeenRanges ranges = new SeenRanges(HORIZON_MS, 3);
        ranges.add(10, 1000);
        ranges.add(11, 1001);
        ranges.add(20, 2000);
        ranges.add(30, 3000);

        assertEquals(2, ranges.add(40, 4000));
        assertFalse(ranges.contains(10));
        assertTrue(ranges.contains(20));

        SeenIds ids = new SeenIds(HORIZON_MS, 2);
        ids.add("a", 1000);
        ids.add("b", 20_000);
        assertEquals(1, ids.add("c", 40_000));
        assertFalse(ids.contains("a"));
    }

    private static OperatorHarness<SeenState> harness(DataType type) {
        Schema schema = Schema.of(
                new Column("ts", DataType.TIMESTAMP), new Column("device", DataType.STRING), new Column("id", type));
        Deduplicate node = new Deduplicate("deduplicate#1", Inputs.scan(schema, RULE), List.of(1), 2, HORIZON_MS, RULE);
        return OperatorHarness.of(() -> new DeduplicateOperator(node), schema, schema)
                .keys(1)
                .time(RULE, 0);
    }
}
