// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.deploy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files for the eyes of their owner only, where the file system knows owners. */
final class OwnersFile {
    private OwnersFile() {}

    /** An empty one; throws when it is there already. */
    static void create(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
