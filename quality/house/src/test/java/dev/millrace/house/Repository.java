// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of the project, without what builds and runs leave behind. */
final class Repository {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".millrace", ".idea", ".vscode");

    private final Path root;
    private final List<Path> files = new ArrayList<>();

    Repository() {
        root = Path.of(System.getProperty("millrace.home")).toAbsolutePath().normalize();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return LEFT_OUT.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    List<Path> files(Predicate<String> name) {
        return files.stream().filter(f -> name.test(shown(f))).sorted().toList();
    }

    List<Path> javaFiles() {
        return files(name -> name.endsWith(".java"));
    }

    /** Path from the root with forward slashes. */
    String shown(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
