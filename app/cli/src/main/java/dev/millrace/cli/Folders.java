// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Deletes folders that belong to one command. */
final class Folders {
    private Folders() {}

    /** Deletes a folder and everything in it. */
    static void delete(Path folder) {
        delete(folder, path -> true);
    }

    /** Deletes what is in a folder, the folder included, and accepted by the filter. */
    static void delete(Path folder, Predicate<Path> isWanted) {
        try {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(folder)) {
                deepestFirst =
                        all.sorted(Comparator.reverseOrder()).filter(isWanted).toList();
            }
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }
}
