// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.MillraceException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the process of an engine is started, with the Java that runs this one.
 *
 * @param engine name, for messages and the log
 * @param classPath of the process; nothing of ours unless it is named here
 * @param mainClass calls {@link EngineServer#serve}
 * @param flags of the JVM, memory among them
 * @param arguments of the main class
 */
public record EngineLaunch(
        String engine, List<Path> classPath, String mainClass, List<String> flags, List<String> arguments) {
    public EngineLaunch {
        classPath = List.copyOf(classPath);
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
    }

    /**
     * With every jar of a folder, in the order of names: what two jars both hold must not depend on the file system. Throws ENG-441
     * when it holds none.
     */
    public static EngineLaunch ofFolder(String engine, Path libraries, String mainClass, List<String> flags) {
        List<Path> jars = jars(libraries);
        if (jars.isEmpty()) {
            throw MillraceException.of(
                    ProcessError.NOT_BUILT,
                    "engine \"" + engine + "\" is not built: there are no jars in " + libraries,
                    "Start it with ./millrace, which builds it on first use, or run ./mvnw -Dquick -DskipTests -pl engines/"
                            + engine + " -am package.");
        }
        return new EngineLaunch(engine, jars, mainClass, flags, List.of());
    }

    public EngineLaunch withArguments(List<String> given) {
        return new EngineLaunch(engine, classPath, mainClass, flags, given);
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Command line. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
