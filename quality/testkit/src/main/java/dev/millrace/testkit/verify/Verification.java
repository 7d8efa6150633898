// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.codec.PlanRewrite;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.verify.Arrivals.Arrival;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Plays one pipeline over the same rows in several ways and compares what is left when every correction is applied. The first
 * way of playing is what the others are compared with. Connectors of the file are replaced: nothing is read from or sent to
 * anywhere. Rows and results are held in memory. One thread.
 */
public final class Verification {
    /** Stops and restarts in the middle, spread evenly. */
    private static final int RESTARTS = 4;

    private final Pipeline pipeline;
    private final List<InputFile> files;
    private final List<Arrival> arrivals;

    private Verification(Pipeline pipeline, List<InputFile> files) {
        this.pipeline = pipeline;
        this.files = files;
        arrivals = Arrivals.of(files);
    }

    /**
     * Reads the input.
     *
     * @param inputs a file by table; every table that the pipeline reads must have one
     * @param limit rows of each file that are read at most, 1 or more
     */
    public static Verification of(Pipeline pipeline, Map<String, Path> inputs, int limit) {
        Pipeline ours = PlanRewrite.tables(pipeline, Verification::withoutConnector);
        TaskGraph graph = TaskGraph.of(ours);
        requireNoLookup(graph);
        List<TableDefinition> read = ours.tables().stream()
                .filter(table -> graph.reader(table.name()).isPresent())
                .toList();
        List<String> names = read.stream().map(TableDefinition::name).toList();
        for (String given : inputs.keySet()) {
            if (!names.contains(given)) {
                throw MillraceException.of(
                        VerifyError.NO_SUCH_TABLE,
                        "--input names table \"" + given + "\", which no query reads",
                        "Tables that are read: " + String.join(", ", names) + ".");
            }
        }
        List<InputFile> files = new ArrayList<>();
        for (TableDefinition table : read) {
            if (!inputs.containsKey(table.name())) {
                throw MillraceException.of(
                        VerifyError.INPUT_MISSING,
                        "table \"" + table.name() + "\" is read, but has no input",
                        "Add --input " + table.name() + "=FILE with its rows; an empty file will do.");
            }
            files.add(InputFile.read(table, inputs.get(table.name()), limit));
        }
        return new Verification(ours, files);
    }

    /** An outside system gives other answers tomorrow, so a run with it proves nothing. */
    private static void requireNoLookup(TaskGraph graph) {
        graph.tasks().stream()
                .flatMap(task -> task.wiring().stream())
                .filter(wire -> wire.node() instanceof LookupJoin)
                .findFirst()
                .ifPresent(wire -> {
                    throw MillraceException.of(
                            VerifyError.LOOKS_UP,
                            "table \"" + ((LookupJoin) wire.node()).table().name()
                                    + "\" is looked up in an outside system, whose answers cannot be played again",
                            "For the check, join with a table of connector filesystem that has a PRIMARY KEY.");
                });
    }

    /** Names of the tables that a pipeline reads, in order. */
    public static List<String> tablesRead(Pipeline pipeline) {
        TaskGraph graph = TaskGraph.of(pipeline);
        return pipeline.tables().stream()
                .map(TableDefinition::name)
                .filter(name -> graph.reader(name).isPresent())
                .toList();
    }

    /** Only what says where rows go stays: topics of the user must not be touched. */
    private static Table withoutConnector(Table table) {
        TreeMap<String, String> options = new TreeMap<>(Map.of("connector", ScenarioConnector.NAME));
        table.option("key.fields").ifPresent(fields -> options.put("key.fields", fields));
        return new Table(table.name(), table.schema(), table.metadata(), table.primaryKey(), options);
    }

    /** What was read of each file, a line each. */
    public List<String> inputLines() {
        return files.stream().map(Verification::line).toList();
    }

    private static String line(InputFile file) {
        String rejected = file.rejected() == 0
                ? ""
                : ", " + file.rejected() + " lines are no rows and were left out; the first: " + file.firstRejected();
        return "table " + file.table().name() + ": " + file.rows().size() + " rows"
                + (file.isCut() ? ", the file has more (--limit)" : "") + rejected;
    }

    /** Plays all ways. {@code progress} hears what begins. */
    public VerifyReport run(List<ScenarioEngine> engines, List<Integer> parallelisms, Consumer<String> progress) {
        List<PlayedWay> played = new ArrayList<>();
        for (ScenarioEngine engine : engines) {
            for (Way way : Way.all(parallelisms)) {
                progress.accept(engine.name() + ", " + way);
                played.add(play(engine, way, played));
            }
        }
        return new VerifyReport(pipeline.name(), arrivals.size(), List.copyOf(played));
    }

    private PlayedWay play(ScenarioEngine engine, Way way, List<PlayedWay> before) {
        long startNs = System.nanoTime();
        ScenarioEngine.Result result;
        try (ScenarioEngine.Run run = engine.open(pipeline, way.parallelism())) {
            int part = Math.max(1, arrivals.size() / (RESTARTS + 1));
            for (int i = 0; i < arrivals.size(); i++) {
                if (way.restarts() && i > 0 && i % part == 0) {
                    run.rescale(i / part % 2 == 1 ? 1 : way.parallelism());
                }
                run.arrive(arrivals.get(i).table(), arrivals.get(i).row().copy());
            }
            result = run.finish();
        } catch (MillraceException refused) {
            return PlayedWay.failed(engine.name(), way, refused);
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        // What was refused has no result to compare with.
        ScenarioEngine.Result first = before.stream()
                .filter(played -> !played.isRefused())
                .findFirst()
                .map(PlayedWay::result)
                .orElse(result);
        return new PlayedWay(engine.name(), way, result, new Comparison(pipeline).of(first, result), seconds, false);
    }
}
