// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Files that a path names, in the order of their names, so that every run reads the same. */
final class FileList {
    private FileList() {}

    static List<Path> of(String path) {
        List<Path> files = find(path);
        if (files.isEmpty()) {
            throw MillraceException.of(
                    FileError.NO_FILE,
                    "no file matches path \"" + path + "\" in folder \""
                            + Path.of("").toAbsolutePath() + "\"",
                    "Correct the option path; it is a file, a folder or a pattern such as 'data/*.csv'.");
        }
        return files;
    }

    private static List<Path> find(String path) {
        int wildcard = firstWildcard(path);
        if (wildcard < 0) {
            Path place = Path.of(path);
            return Files.isDirectory(place)
                    ? walk(place, null)
                    : Files.isRegularFile(place) ? List.of(place) : List.of();
        }
        int slash = path.lastIndexOf('/', wildcard);
        Path folder = Path.of(slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.substring(slash + 1));
        return Files.isDirectory(folder) ? walk(folder, matcher) : List.of();
    }

    private static List<Path> walk(Path folder, PathMatcher matcher) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> matcher == null || matcher.matches(folder.relativize(f)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw MillraceException.of(
                    FileError.NOT_READABLE,
                    "folder \"" + folder + "\" cannot be listed: " + e.getMessage(),
                    "Check the permissions of the folder.",
                    e);
        }
    }

    private static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
