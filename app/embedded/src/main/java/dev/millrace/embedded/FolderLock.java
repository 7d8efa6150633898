// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a data folder for one process. The operating system gives the lock back when the process dies. */
public final class FolderLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder when it is missing and locks it; throws ENV-302 or ENV-303. */
    public static FolderLock of(Path folder) {
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw MillraceException.of(
                    EnvironmentError.FOLDER_NOT_WRITABLE,
                    "folder \"" + folder + "\" cannot be written: " + e,
                    "Give a folder that this user may write to with --data.",
                    e);
        }
        if (tryLock(channel)) {
            return new FolderLock(channel);
        }
        close(channel);
        throw MillraceException.of(
                EnvironmentError.FOLDER_LOCKED,
                "folder \"" + folder + "\" is in use by another running Millrace",
                "Stop the other one or give another folder with --data.");
    }

    private static boolean tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException | IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock is gone with the process at the latest; there is nothing else to save here.
            return;
        }
    }
}
