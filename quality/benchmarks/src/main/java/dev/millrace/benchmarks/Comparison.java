// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ours and the peers one after the other, in one go, so that a machine that is crowded is so for all of them. Compare within a
 * workload and only by processor time.
 */
public final class Comparison {
    private static final double THOUSAND = 1e3;
    private static final String OURS = "Millrace, SQL on `local`";

    private final PeerRuns runs;
    private final Consumer<String> lines;
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

    private record Entry(String title, int keys, RateLine rate) {}

    private Comparison(PeerRuns runs, Consumer<String> lines) {
        this.runs = runs;
        this.lines = lines;
    }

    /** Whether the sources of the peers are in a folder. */
    public static boolean hasPeers(Path home) {
        return PeerRuns.areAt(home);
    }

    /**
     * Where the peers are.
     *
     * @param home their sources
     * @param copy folder to build in
     * @param maven command
     */
    public record Place(Path home, Path copy, Path maven) {}

    /**
     * Builds the peers.
     *
     * @param warmS seconds of processor time to warm up
     * @param lines receives each line that a run prints, as it comes
     * @throws IOException when they do not build
     */
    public static Comparison build(Place place, int warmS, Consumer<String> lines) throws IOException {
        return new Comparison(PeerRuns.build(place, warmS), lines);
    }

    /** Runs ours and then every peer of some makers on a workload; all makers when the list is empty. */
    public void run(Workload workload, List<String> makers) throws IOException {
        List<Peer> peers = Peer.all().stream()
                .filter(p -> p.workload().equals(workload.label()))
                .filter(p -> makers.isEmpty() || makers.contains(p.maker()))
                .toList();
        int keys = peers.isEmpty() ? workload.defaultKeys() : peers.get(0).keys();
        add(workload.label(), OURS, keys, runs.runOurs(workload.label(), keys));
        for (Peer peer : peers) {
            add(workload.label(), peer.title(), peer.keys(), runs.run(peer));
        }
    }

    /** What reading the JSON alone costs here: how quick the machine is at the moment. */
    public void runParse() throws IOException {
        Peer parse = Peer.all().get(0);
        add(parse.workload(), parse.title(), parse.keys(), runs.run(parse));
    }

    private void add(String workload, String title, int keys, Optional<RateLine> rate) {
        rate.ifPresentOrElse(
                line -> {
                    lines.accept(line.text());
                    entries.computeIfAbsent(workload, w -> new ArrayList<>()).add(new Entry(title, keys, line));
                },
                () -> lines.accept("no rate: " + workload + " " + title));
    }

    /** Markdown: rates in thousands per second of processor time, and ours as a multiple of each. */
    public String table() {
        StringBuilder table = new StringBuilder(
                "| workload | keys | program | thousand readings per CPU second | ours is | load | RSS MB |\n"
                        + "|---|---|---|---|---|---|---|\n");
        entries.forEach((workload, list) -> list.forEach(entry -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.0f | %s | %s | %s |%n",
                workload,
                entry.keys(),
                entry.title(),
                entry.rate().perCpuSecond() / THOUSAND,
                ratio(list, entry),
                entry.rate().value("load"),
                entry.rate().value("rssMB")))));
        return table.toString();
    }

    private static String ratio(List<Entry> list, Entry entry) {
        Entry first = list.get(0);
        return first == entry || !first.title().equals(OURS)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f times",
                        first.rate().perCpuSecond() / entry.rate().perCpuSecond());
    }
}
