// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import static dev.millrace.kernel.host.Plans.DEVICE;
import static dev.millrace.kernel.host.Plans.SITE;
import static dev.millrace.kernel.host.Plans.STREAM_CLOCK;
import static dev.millrace.kernel.host.Plans.TEMP;
import static dev.millrace.kernel.host.Plans.TS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.Union;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
    private final TableDefinition byDevice = Plans.table("readings", TimeRule.DEFAULT, DEVICE);
    private final TableDefinition byNothing = Plans.table("readings", TimeRule.DEFAULT);

    @Test
    void an_operator_keyed_as_its_table_stays_in_the_tables_task() {
        PlanNode count = Plans.count("window#1", Plans.scan(byDevice), DEVICE);

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byDevice), count));

        assertEquals(1, graph.tasks().size());
        assertEquals(List.of(), graph.exchanges());
        assertEquals(
                List.of("readings.device"),
                graph.tasks().get(0).stages().stream().map(StagePlan::id).toList());
    }

    @Test
    void a_key_that_contains_the_tables_key_needs_no_exchange() {
        PlanNode count = Plans.count("window#1", Plans.scan(byDevice), SITE, DEVICE);

        assertEquals(
                List.of(),
                TaskGraph.of(Plans.pipeline(List.of(byDevice), count)).exchanges());
    }

    @Test
    void a_key_is_followed_through_projections() {
        PlanNode calc = Plans.project("calc#1", Plans.scan(byDevice), TS, DEVICE, TEMP);
        PlanNode count = Plans.count("window#1", calc, 1);

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byDevice), count));

        assertEquals(List.of(), graph.exchanges());
        assertEquals("readings.device", graph.tasks().get(0).stages().get(0).id());
    }

    @Test
    void a_change_of_key_makes_an_exchange_and_a_second_task() {
        PlanNode perDevice = Plans.over("over#1", Plans.scan(byDevice), DEVICE);
        PlanNode perSite = Plans.count("window#1", perDevice, SITE);

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byDevice), perSite));

        assertEquals(
                List.of("read-readings", "over-1-by-site"),
                graph.tasks().stream().map(TaskPlan::id).toList());
        Exchange exchange = graph.exchanges().get(0);
        assertEquals("over-1-by-site", exchange.id());
        assertEquals(List.of(SITE), exchange.keyColumns());
        assertEquals(List.of(true, false, false, false), exchange.isNeeded());
        assertEquals(List.of("query#1"), outputs(graph, "over-1-by-site"));
    }

    @Test
    void readers_of_the_same_rows_by_the_same_key_share_an_exchange() {
        Scan scan = Plans.scan(byDevice);
        TaskGraph graph = TaskGraph.of(Plans.pipeline(
                List.of(byDevice), Plans.count("window#1", scan, SITE), Plans.over("over#1", scan, SITE)));

        assertEquals(1, graph.exchanges().size());
        assertEquals(1, graph.task(graph.exchanges().get(0).toTask()).stages().size());
    }

    @Test
    void a_table_without_key_fields_needs_an_exchange_even_for_no_key() {
        PlanNode all = Plans.count("window#1", Plans.scan(byNothing));

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byNothing), all));

        assertEquals(1, graph.exchanges().size());
        assertTrue(graph.tasks().get(1).isSinglePartition());
        assertFalse(graph.tasks().get(0).isSinglePartition());
    }

    @Test
    void a_table_with_one_clock_is_read_in_one_place_and_its_keys_are_spread_behind() {
        TableDefinition table = Plans.table("readings", STREAM_CLOCK, DEVICE);
        Scan scan = Plans.scan(table);

        TaskGraph graph = TaskGraph.of(
                Plans.pipeline(List.of(table), Plans.count("window#1", scan, DEVICE), Plans.over("over#1", scan)));

        assertTrue(graph.tasks().get(0).isSinglePartition());
        assertEquals(
                List.of("all"),
                graph.tasks().get(0).stages().stream().map(StagePlan::id).toList());
        assertEquals(
                List.of("scan-readings-by-device"),
                graph.exchanges().stream().map(Exchange::id).toList());
        assertFalse(graph.tasks().get(1).isSinglePartition());
    }

    @Test
    void a_union_of_a_result_with_its_own_table_does_not_make_a_task_send_to_itself() {
        Scan scan = Plans.scan(byDevice);
        PlanNode near = Plans.project("calc#1", Plans.over("over#1", scan, DEVICE), DEVICE, TEMP);
        PlanNode far = Plans.project("calc#2", Plans.over("over#2", scan, SITE), DEVICE, TEMP);
        Union union = new Union("union#1", List.of(near, far), near.schema(), -1);
        PlanNode top = Plans.project("calc#3", union, 0);

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byDevice), top));

        assertEquals(2, graph.tasks().size());
        for (TaskPlan task : graph.tasks()) {
            assertEquals(List.of("query#1"), outputs(graph, task.id()));
        }
        assertTrue(graph.exchanges().stream().noneMatch(e -> e.fromTask().equals(e.toTask())));
    }

    @Test
    void an_operator_over_a_union_of_tables_has_an_exchange_from_each() {
        TableDefinition other = Plans.table("more", TimeRule.DEFAULT, DEVICE);
        Union union = new Union("union#1", List.of(Plans.scan(byDevice), Plans.scan(other)), Plans.READINGS, TS);

        TaskGraph graph =
                TaskGraph.of(Plans.pipeline(List.of(byDevice, other), Plans.count("window#1", union, DEVICE)));

        assertEquals(3, graph.tasks().size());
        assertEquals(2, graph.tasks().get(2).inputs().size());
        assertEquals(2, graph.exchanges().stream().map(Exchange::id).distinct().count());
    }

    @Test
    void only_the_columns_that_the_plan_reads_are_needed() {
        PlanNode count = Plans.count("window#1", Plans.scan(byNothing), SITE);

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byNothing), count));

        TableInput input = (TableInput) graph.tasks().get(0).inputs().get(0);
        assertEquals(List.of(true, false, false, true), input.isNeeded());
    }

    @Test
    void two_scans_of_a_table_are_one_input() {
        PlanNode first = Plans.project("calc#1", new Scan("scan#1", byDevice), DEVICE);
        PlanNode second = Plans.project("calc#2", new Scan("scan#2", byDevice), TEMP);

        TaskGraph graph = TaskGraph.of(Plans.pipeline(List.of(byDevice), first, second));

        assertEquals(1, graph.tasks().size());
        assertEquals(List.of("query#1", "query#2"), outputs(graph, "read-readings"));
    }

    private static List<String> outputs(TaskGraph graph, String task) {
        return graph.task(task).outputs().stream().map(o -> o.id()).toList();
    }
}
