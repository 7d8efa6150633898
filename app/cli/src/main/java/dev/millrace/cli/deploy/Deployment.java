// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PlanRewrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pipeline as it last ran with a data folder, kept in {@code DIR/pipelines/NAME.PLACE.json}. State of an operator is named by its
 * id and generation; a new generation starts empty and never sees what older ones left.
 *
 * @param shownName of the file, for messages
 * @param sql text of the file
 * @param generations by id of a node, 2 and more; others are in the first
 */
record Deployment(String shownName, String sql, SortedMap<String, Integer> generations) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST = 1;

    static Deployment first(String shownName, String sql) {
        return new Deployment(shownName, sql, new TreeMap<>());
    }

    static Optional<Deployment> read(Path dataFolder, String pipeline, String place) {
        Path file = file(dataFolder, pipeline, place);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var read = JSON.readTree(file.toFile());
            SortedMap<String, Integer> generations = new TreeMap<>();
            read.path("generations")
                    .fields()
                    .forEachRemaining(
                            e -> generations.put(e.getKey(), e.getValue().asInt()));
            return Optional.of(
                    new Deployment(read.path("file").asText(), read.path("sql").asText(), generations));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces the file at once, so that a crash leaves the old or the new one. Only the user who runs it may read it: the text may hold
     * passwords.
     */
    void write(Path dataFolder, String pipeline, String place) {
        Path file = file(dataFolder, pipeline, place);
        ObjectNode json = JSON.createObjectNode();
        json.put("file", shownName);
        json.put("sql", sql);
        ObjectNode numbers = json.putObject("generations");
        generations.forEach(numbers::put);
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            OwnersFile.create(next);
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same text with a new generation for some nodes. */
    SortedMap<String, Integer> withNew(Iterable<String> nodeIds) {
        SortedMap<String, Integer> next = new TreeMap<>(generations);
        nodeIds.forEach(id -> next.merge(id, FIRST + 1, (known, second) -> known + 1));
        return next;
    }

    /** The pipeline with its nodes named as their state is. */
    Pipeline named(Pipeline pipeline) {
        return generations.isEmpty()
                ? pipeline
                : PlanRewrite.nodeIds(
                        pipeline, id -> generations.containsKey(id) ? id + ".g" + generations.get(id) : id);
    }

    private static Path file(Path dataFolder, String pipeline, String place) {
        return dataFolder.resolve("pipelines").resolve(pipeline + "." + place + ".json");
    }
}
