// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.embedded.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's own folder: each demo begins with an empty one, because its devices begin their sequence numbers anew. */
final class DemoFolder {
    /** Held by this process while it deletes the rest. */
    private static final String LOCK_FILE = ".lock";

    private DemoFolder() {}

    /** Deletes what an earlier demo left. Refuses while another demo uses the folder. */
    static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (FolderLock alone = FolderLock.of(folder)) {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(folder)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                if (!path.equals(folder) && !path.equals(folder.resolve(LOCK_FILE))) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }
}
