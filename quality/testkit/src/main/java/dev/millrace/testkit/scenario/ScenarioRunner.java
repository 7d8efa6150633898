// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.model.MillraceException;
import dev.millrace.sql.SqlCompiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plays scenario files on engines and says what is different: straight, restarted after every statement, at every parallelism and
 * with the rows of different keys shuffled; or in rounds of chaos. Used by one thread.
 */
public final class ScenarioRunner {
    private static final int DEFECT_FRAMES = 6;

    private final SqlCompiler compiler;
    private final ScenarioParser parser;
    private final Settings settings;

    /**
     * How scenarios are played.
     *
     * @param parallelisms 1 to 16 each, at least one
     * @param chaos how scenarios are disturbed instead of the usual ways; empty: not at all
     * @param isAccepting whether expected blocks are rewritten with what comes out of the first engine
     * @param isTerminal whether a line of progress may be drawn and overwritten
     */
    public record Settings(
            List<Integer> parallelisms, Optional<ChaosRounds> chaos, boolean isAccepting, boolean isTerminal) {
        public Settings {
            parallelisms = List.copyOf(parallelisms);
        }
    }

    /**
     * Rounds of chaos for every scenario; the same seed disturbs in the same way.
     *
     * @param firstSeed of the first round; each further one has the next
     * @param rounds 1 or more
     */
    public record ChaosRounds(long firstSeed, int rounds) {}

    /** How many scenarios passed on all engines, failed on some, and were skipped on some. */
    public record Summary(int passed, int failed, int skipped) {
        /** {@code 57 passed, 0 failed}, with skipped when there are any. */
        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed" + (skipped == 0 ? "" : ", " + skipped + " skipped");
        }
    }

    /** The compiler's connectors must include {@link ScenarioConnector}. */
    public ScenarioRunner(SqlCompiler compiler, Settings settings) {
        this.compiler = compiler;
        this.settings = settings;
        parser = new ScenarioParser(compiler);
    }

    /**
     * Plays all scenarios of files and folders. Prints lines for each that fails or is skipped and the summary last.
     *
     * @param paths {@code .sql} files, or folders that are searched for some; what lies in a folder and is no scenario is left out
     */
    public Summary run(List<Path> paths, List<ScenarioEngine> engines, PrintStream out) {
        List<Path> files = scenarios(paths, out);
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        for (int i = 0; i < files.size(); i++) {
            if (settings.isTerminal()) {
                out.print("\r\u001b[K" + (i + 1) + "/" + files.size() + " " + files.get(i));
                out.flush();
            }
            Outcome outcome = play(files.get(i), engines);
            if (settings.isTerminal()) {
                out.print("\r\u001b[K");
            }
            outcome.lines().forEach(out::println);
            passed += outcome.isFailed() || outcome.isSkipped() ? 0 : 1;
            failed += outcome.isFailed() ? 1 : 0;
            skipped += outcome.isSkipped() && !outcome.isFailed() ? 1 : 0;
        }
        Summary summary = new Summary(passed, failed, skipped);
        out.println(summary);
        out.flush();
        return summary;
    }

    /** A file that is named must be a scenario; beside those of a folder there may be pipelines, which are said and left out. */
    private static List<Path> scenarios(List<Path> paths, PrintStream out) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : find(List.of(path))) {
                if (file.equals(path) || ScenarioParser.isScenario(ScenarioParser.read(file))) {
                    files.add(file);
                } else {
                    out.println("LEFT OUT " + file
                            + ": a pipeline, no scenario; nothing arrives in it and nothing is expected");
                }
            }
        }
        return files;
    }

    /** Scenario files below some paths, sorted; what a build left in folders named {@code target} is not among them. */
    public static List<Path> find(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(p -> p.toString().endsWith(".sql"))
                        .filter(p -> !isBuilt(path.relativize(p)))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw MillraceException.of(
                        ScenarioError.NO_FILE,
                        "\"" + path + "\" is no file and no folder that can be read",
                        "Name a .sql file or a folder that holds some.",
                        e);
            }
        }
        return files;
    }

    private static boolean isBuilt(Path below) {
        for (Path part : below) {
            if (part.toString().equals("target")) {
                return true;
            }
        }
        return false;
    }

    /** What became of one file. */
    private record Outcome(boolean isFailed, boolean isSkipped, List<String> lines) {}

    private Outcome play(Path file, List<ScenarioEngine> engines) {
        try {
            String text = ScenarioParser.read(file);
            Optional<ExpectedError> error = ExpectedError.of(text);
            if (error.isPresent()) {
                return playError(file, error.get(), engines);
            }
            return play(parser.parse(file, text), text, engines);
        } catch (MillraceException e) {
            return failed(file, List.of(e.render()));
        } catch (RuntimeException e) {
            // A defect in one scenario must not hide the others.
            return failed(
                    file,
                    List.of(e + " at "
                            + Arrays.stream(e.getStackTrace())
                                    .limit(DEFECT_FRAMES)
                                    .toList()));
        }
    }

    private Outcome play(Scenario scenario, String text, List<ScenarioEngine> engines) {
        List<String> lines = new ArrayList<>();
        boolean isSkipped = false;
        for (ScenarioEngine engine : engines) {
            String skip = scenario.skips().get(engine.name());
            if (skip != null) {
                lines.add("SKIPPED " + scenario.file() + " on " + engine.name() + ": " + skip);
                isSkipped = true;
                continue;
            }
            List<String> found = play(scenario, text, engine);
            if (!found.isEmpty()) {
                return failed(scenario.file(), found);
            }
        }
        return new Outcome(false, isSkipped, lines);
    }

    private List<String> play(Scenario scenario, String text, ScenarioEngine engine) {
        TaskGraph graph = TaskGraph.of(scenario.pipeline());
        boolean isShuffled = !scenario.isOrderFixed() && new KeyQueues(graph).isPossible(scenario.steps());
        // What the newest row of a table is, is a matter of the order: chaos would change the meaning.
        List<Mode> modes = graph.isOrderedAcrossTables() ? usualModes(engine) : modes(engine);
        for (Mode mode : modes) {
            if (mode.disorder() == Mode.Disorder.SHUFFLED && !isShuffled) {
                continue;
            }
            Result result;
            ScenarioRun run = new ScenarioRun(scenario, mode);
            try {
                result = run.play(engine);
            } catch (MillraceException e) {
                return List.of(engine.name() + ", " + mode + ":", e.render());
            }
            if (settings.isAccepting()) {
                Accepting.rewrite(scenario, text, result);
                return List.of();
            }
            List<String> differences = new ScenarioCheck(scenario, mode, run.duplicates()).differences(result);
            if (!differences.isEmpty()) {
                List<String> lines = new ArrayList<>();
                lines.add(engine.name() + ", " + mode + ":");
                lines.addAll(differences);
                return lines;
            }
        }
        return List.of();
    }

    private List<Mode> modes(ScenarioEngine engine) {
        if (settings.chaos().isPresent()) {
            ChaosRounds chaos = settings.chaos().get();
            return Mode.chaos(settings.parallelisms(), chaos.firstSeed(), chaos.rounds());
        }
        return usualModes(engine);
    }

    private List<Mode> usualModes(ScenarioEngine engine) {
        return engine.name().equals("local") ? Mode.all(settings.parallelisms()) : Mode.few(settings.parallelisms());
    }

    private Outcome playError(Path file, ExpectedError expected, List<ScenarioEngine> engines) {
        try {
            var script = compiler.compileScript(file.toString(), ScenarioParser.pipelineName(file), expected.text());
            for (ScenarioEngine engine : engines) {
                engine.open(script.pipeline(), 1).close();
            }
        } catch (MillraceException e) {
            return expected.difference(e)
                    .map(line -> failed(file, List.of(line)))
                    .orElse(new Outcome(false, false, List.of()));
        }
        return failed(file, List.of("expected error " + expected.code() + " but the text is accepted"));
    }

    private static Outcome failed(Path file, List<String> details) {
        List<String> lines = new ArrayList<>();
        lines.add("FAILED " + file);
        details.forEach(detail -> detail.lines().forEach(line -> lines.add("  " + line)));
        return new Outcome(true, false, lines);
    }
}
