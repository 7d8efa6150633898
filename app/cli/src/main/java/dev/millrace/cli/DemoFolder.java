// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.embedded.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's own folder: each demo begins with an empty one, because its history would otherwise overlap with that of the last. */
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
            Path lock = folder.resolve(LOCK_FILE);
            Folders.delete(folder, path -> !path.equals(folder) && !path.equals(lock));
        }
    }
}
