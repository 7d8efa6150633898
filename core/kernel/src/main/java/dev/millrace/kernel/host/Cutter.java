// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.host.Origins.Origin;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan.OutputWire;
import dev.millrace.kernel.host.TaskPlan.Port;
import dev.millrace.kernel.host.TaskPlan.Wire;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cuts a pipeline into tasks. Every node belongs to one place: the task of a table, or the task behind an exchange. A node without
 * state is where its input is; a node with state is where its input is when that is partitioned by a subset of its key, else behind
 * an exchange. Exchanges of the same rows by the same key are one.
 */
final class Cutter {
    /** Names go into names of topics, which Kafka limits to 249 characters. */
    private static final int MAX_NAME_CHARS = 100;

    private final Pipeline pipeline;
    private final Branches branches = new Branches();
    private final Origins origins = new Origins(branches);
    /** By node id, in the order in which rows pass. */
    private final Map<String, Placed> placed = new LinkedHashMap<>();
    /** By the table's name or the exchanges' common name, in the order in which rows pass. */
    private final Map<String, Place> places = new LinkedHashMap<>();

    private final Map<String, BitSet> wanted = new TreeMap<>();

    /**
     * A task in the making.
     *
     * @param table null behind an exchange
     * @param feeds what is on the other side of the exchanges, one for each input of the node that is there; empty for a table
     * @param partitioning origins of the columns by which rows are partitioned; empty: all rows are in one partition; null: rows are
     *     spread by no column
     */
    private record Place(String id, TableDefinition table, List<Feed> feeds, Set<Origin> partitioning) {
        boolean isBehindKeylessExchange() {
            return table == null && feeds.stream().allMatch(f -> f.keyColumns().isEmpty());
        }
    }

    /** Nodes whose rows come by one input, and the columns by which they are sent. */
    private record Feed(List<PlanNode> producers, List<Integer> keyColumns) {}

    /** A node, where it is, and whether rows reach it through the exchanges of that place. */
    private record Placed(PlanNode node, Place place, boolean isBehindExchange) {}

    Cutter(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    TaskGraph cut() {
        for (Output output : pipeline.outputs()) {
            branches.of(output.input()).forEach(this::place);
        }
        findWanted();
        Map<String, List<Exchange>> received = new LinkedHashMap<>();
        places.values().forEach(place -> received.put(place.id(), exchangesInto(place)));
        List<Exchange> exchanges =
                received.values().stream().flatMap(List::stream).toList();
        List<TaskPlan> tasks = places.values().stream()
                .map(place -> task(place, received.get(place.id()), exchanges))
                .toList();
        return new TaskGraph(pipeline, tasks, exchanges);
    }

    private Placed place(PlanNode node) {
        Placed known = placed.get(node.id());
        if (known != null) {
            return known;
        }
        if (node instanceof Scan scan) {
            return put(new Placed(node, tablePlace(scan), false));
        }
        List<Feed> feeds = new ArrayList<>();
        boolean isKeyed = KeyColumns.of(node).isPresent();
        for (int port = 0; port < node.inputs().size(); port++) {
            List<PlanNode> producers = branches.of(node.inputs().get(port));
            feeds.add(new Feed(producers, KeyColumns.of(node, port).orElse(List.of())));
        }
        List<Place> from = feeds.stream()
                .flatMap(f -> f.producers().stream())
                .map(p -> place(p).place())
                .toList();
        boolean isTogether = from.stream().map(Place::id).distinct().count() == 1;
        if (!isKeyed || (isTogether && isPartitionedBy(from.get(0), node))) {
            return put(new Placed(node, from.get(0), false));
        }
        return put(new Placed(node, exchangePlace(node, feeds), true));
    }

    private Placed put(Placed node) {
        placed.put(node.node().id(), node);
        return node;
    }

    private boolean isPartitionedBy(Place place, PlanNode node) {
        if (place.partitioning() == null) {
            return false;
        }
        List<Origin> first = keyOrigins(node, 0);
        if (place.partitioning().isEmpty()) {
            // One partition satisfies every key, but only a missing key needs it; others are better spread.
            return first.isEmpty() || place.isBehindKeylessExchange();
        }
        // Rows that meet by a join are in one partition when each side is partitioned by the same places in its key.
        for (int port = 1; port < node.inputs().size(); port++) {
            List<Origin> other = keyOrigins(node, port);
            for (Origin origin : place.partitioning()) {
                if (first.indexOf(origin) != other.indexOf(origin)) {
                    return false;
                }
            }
        }
        return new HashSet<>(first).containsAll(place.partitioning());
    }

    private List<Origin> keyOrigins(PlanNode node, int port) {
        return origins.ofInput(node, port, KeyColumns.of(node, port).orElse(List.of()));
    }

    private Place tablePlace(Scan scan) {
        return places.computeIfAbsent(scan.table().name(), name -> {
            TableDefinition table = scan.table();
            Set<Origin> partitioning = null;
            if (isSinglePartition(table)) {
                partitioning = Set.of();
            } else if (!table.keyFields().isEmpty()) {
                partitioning = new LinkedHashSet<>();
                for (int column : table.keyFields()) {
                    partitioning.add(origins.of(scan, column));
                }
            }
            return new Place(name, table, List.of(), partitioning);
        });
    }

    private Place exchangePlace(PlanNode node, List<Feed> feeds) {
        List<Integer> keys = feeds.get(0).keyColumns();
        String by = keys.isEmpty()
                ? "all"
                : keys.stream().map(node.inputs().get(0).schema()::name).collect(Collectors.joining("-"));
        String rows = feeds.size() > 1
                ? node.id()
                : feeds.get(0).producers().stream().map(PlanNode::id).collect(Collectors.joining("-and-"));
        String id = name(rows + "-by-" + by);
        return places.computeIfAbsent(id, i -> new Place(id, null, feeds, new LinkedHashSet<>(keyOrigins(node, 0))));
    }

    private static boolean isSinglePartition(TableDefinition table) {
        return !table.timeRule().isPerKey()
                || table.table().connector().equals("scenario")
                        && table.keyFields().isEmpty();
    }

    private void findWanted() {
        for (Output output : pipeline.outputs()) {
            BitSet all = new BitSet();
            all.set(0, output.input().schema().size());
            branches.of(output.input()).forEach(node -> wanted(node).or(all));
        }
        List<Placed> backwards = new ArrayList<>(placed.values());
        java.util.Collections.reverse(backwards);
        for (Placed node : backwards) {
            if (node.node() instanceof Scan) {
                continue;
            }
            for (int port = 0; port < node.node().inputs().size(); port++) {
                BitSet needed = NeededColumns.of(node.node(), wanted(node.node()), port);
                branches.of(node.node().inputs().get(port))
                        .forEach(producer -> wanted(producer).or(needed));
            }
        }
    }

    /** Columns of a node that somebody reads; known after {@link #cut}. */
    BitSet wantedColumns(PlanNode node) {
        return (BitSet) wanted(node).clone();
    }

    private BitSet wanted(PlanNode node) {
        return wanted.computeIfAbsent(node.id(), id -> new BitSet());
    }

    private List<Exchange> exchangesInto(Place place) {
        List<Exchange> exchanges = new ArrayList<>();
        boolean isOne =
                place.feeds().size() == 1 && place.feeds().get(0).producers().size() == 1;
        for (int port = 0; port < place.feeds().size(); port++) {
            Feed feed = place.feeds().get(port);
            for (PlanNode producer : feed.producers()) {
                String side = place.feeds().size() == 1 ? "-from-" : port == 0 ? "-left-from-" : "-right-from-";
                String id = isOne ? place.id() : place.id() + side + name(producer.id());
                BitSet needed = (BitSet) wanted(producer).clone();
                feed.keyColumns().forEach(needed::set);
                exchanges.add(new Exchange(
                        id,
                        producer.id(),
                        feed.keyColumns(),
                        producer.schema(),
                        flags(needed, producer.schema().size()),
                        taskId(placed.get(producer.id()).place()),
                        taskId(place)));
            }
        }
        return exchanges;
    }

    private TaskPlan task(Place place, List<Exchange> received, List<Exchange> all) {
        List<TaskInput> inputs = place.table() != null
                ? List.of(tableInput(place.table()))
                : received.stream().map(e -> (TaskInput) new ExchangeInput(e)).toList();
        List<Placed> nodes =
                placed.values().stream().filter(n -> n.place() == place).toList();
        Map<String, List<PlanNode>> stages = new LinkedHashMap<>();
        Map<String, Integer> stageOf = new TreeMap<>();
        for (Placed node : nodes) {
            KeyColumns.of(node.node()).ifPresent(keys -> {
                String stage = stageId(node.node());
                stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(node.node());
                stageOf.put(node.node().id(), new ArrayList<>(stages.keySet()).indexOf(stage));
            });
        }
        List<Wire> wires = nodes.stream()
                .map(n -> wire(n, stageOf.getOrDefault(n.node().id(), -1)))
                .toList();
        List<StagePlan> stagePlans = stages.entrySet().stream()
                .map(e -> new StagePlan(e.getKey(), e.getValue()))
                .toList();
        String id = taskId(place);
        return new TaskPlan(
                id,
                inputs,
                stagePlans,
                outputWires(place),
                all.stream().filter(e -> e.fromTask().equals(id)).toList(),
                place.partitioning() != null && place.partitioning().isEmpty(),
                wires);
    }

    private Wire wire(Placed node, int stage) {
        if (node.node() instanceof Scan) {
            return new Wire(node.node(), List.of(new Port(List.of(), List.of(0))), stage);
        }
        List<Port> ports = new ArrayList<>();
        if (!node.isBehindExchange()) {
            node.node().inputs().forEach(input -> ports.add(new Port(ids(branches.of(input)), List.of())));
            return new Wire(node.node(), ports, stage);
        }
        int next = 0;
        for (Feed feed : node.place().feeds()) {
            List<Integer> inputs = new ArrayList<>();
            for (int i = 0; i < feed.producers().size(); i++) {
                inputs.add(next++);
            }
            ports.add(new Port(List.of(), inputs));
        }
        return new Wire(node.node(), ports, stage);
    }

    private List<OutputWire> outputWires(Place place) {
        List<OutputWire> wires = new ArrayList<>();
        for (Output output : pipeline.outputs()) {
            List<PlanNode> here = branches.of(output.input()).stream()
                    .filter(n -> placed.get(n.id()).place() == place)
                    .toList();
            if (!here.isEmpty()) {
                wires.add(new OutputWire(output, ids(here)));
            }
        }
        return wires;
    }

    /** Operators with one key share a stage; a join of unlike keys has one of its own, as one row may have two keys there. */
    private String stageId(PlanNode node) {
        List<Origin> found = keyOrigins(node, 0);
        for (int port = 1; port < node.inputs().size(); port++) {
            if (!found.equals(keyOrigins(node, port)) && !placed.get(node.id()).isBehindExchange()) {
                return node.id();
            }
        }
        return found.isEmpty()
                ? "all"
                : found.stream().map(o -> o.node() + "." + o.name()).collect(Collectors.joining("/"));
    }

    private TableInput tableInput(TableDefinition table) {
        BitSet columns = new BitSet();
        for (Placed node : placed.values()) {
            if (node.node() instanceof Scan scan && scan.table().name().equals(table.name())) {
                columns.or(wanted(scan));
            }
        }
        table.time().ifPresent(time -> columns.set(time.column()));
        List<Integer> keyColumns = ledgerKey(table);
        keyColumns.forEach(columns::set);
        BitSet physical = NeededColumns.of(
                columns.stream().mapToObj(table.projection()::get).toList());
        return new TableInput(
                table,
                flags(physical, table.table().schema().size()),
                isSinglePartition(table),
                keyColumns,
                orderColumns(table));
    }

    private List<Integer> orderColumns(TableDefinition table) {
        List<Integer> common = null;
        for (Placed node : placed.values()) {
            if (KeyColumns.of(node.node()).isEmpty()) {
                continue;
            }
            for (int port = 0; port < node.node().inputs().size(); port++) {
                if (!descends(node.node().inputs().get(port), table)) {
                    continue;
                }
                List<Integer> columns = keyOrigins(node.node(), port).stream()
                        .filter(o -> o.node().equals(table.name()))
                        .map(Origin::column)
                        .toList();
                common = common == null ? new ArrayList<>(columns) : common;
                common.retainAll(columns);
            }
        }
        return common == null ? List.of() : common;
    }

    private boolean descends(PlanNode node, TableDefinition table) {
        if (node instanceof Scan scan) {
            return scan.table().name().equals(table.name());
        }
        return node.inputs().stream().anyMatch(input -> descends(input, table));
    }

    private List<Integer> ledgerKey(TableDefinition table) {
        if (!table.keyFields().isEmpty()) {
            return table.keyFields();
        }
        for (Placed node : placed.values()) {
            for (int port = 0; port < node.node().inputs().size(); port++) {
                List<Origin> found = keyOrigins(node.node(), port);
                if (!found.isEmpty() && found.stream().allMatch(o -> o.node().equals(table.name()))) {
                    return found.stream().map(Origin::column).toList();
                }
            }
        }
        return List.of();
    }

    /** Tables are read in tasks of their own name; exchanges name the task behind them. */
    private static String taskId(Place place) {
        return place.table() != null ? name("read-" + place.id()) : place.id();
    }

    private static String name(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.length() <= MAX_NAME_CHARS
                ? name
                : name.substring(0, MAX_NAME_CHARS - 9) + "-" + Integer.toHexString(name.hashCode());
    }

    private static List<String> ids(List<PlanNode> nodes) {
        return nodes.stream().map(PlanNode::id).toList();
    }

    private static List<Boolean> flags(BitSet bits, int size) {
        List<Boolean> flags = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            flags.add(bits.get(i));
        }
        return flags;
    }
}
