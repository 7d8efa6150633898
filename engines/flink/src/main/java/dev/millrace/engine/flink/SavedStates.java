// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints and savepoints of a pipeline in a folder of its own. */
record SavedStates(Path folder) {
    private static final String METADATA = "_metadata";
    /** savepoints/savepoint-x/_metadata, checkpoints/JOB/chk-n/_metadata. */
    private static final int DEPTH = 4;

    static SavedStates of(String dataFolder, String pipeline) {
        return new SavedStates(Path.of(dataFolder, "flink", pipeline));
    }

    String checkpoints() {
        return folder.resolve("checkpoints").toUri().toString();
    }

    String savepoints() {
        return folder.resolve("savepoints").toUri().toString();
    }

    /** The one that was completed last; a checkpoint that is being written has no metadata yet. */
    Optional<String> newest() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(folder, DEPTH, (path, attributes) -> path.getFileName()
                .toString()
                .equals(METADATA))) {
            return files.max(Comparator.comparing(SavedStates::writtenAt))
                    .map(path -> path.getParent().toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
