// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository itself: sizes, names, licence lines, links. The exception lists may only shrink. */
final class TidyTest {
    private static final int LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;
    private static final int BLOB_BYTES_MAX = 200_000;
    private static final int README_LINES_MAX = 120;
    private static final String LICENCE_LINE = "// SPDX-License-Identifier: Apache-2.0";

    /** A type name that tells nothing, see STYLE.md. */
    private static final Pattern EMPTY_NAME = Pattern.compile(
            "(Manager|Helper|Utils?|Impl|Info|Processor|(^|/)Base[A-Z]\\w*|(^|/)Abstract[A-Z]\\w*)\\.java$");

    private static final Pattern MARKDOWN_LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep");
    private static final Pattern PROMISE = Pattern.compile("\\bTODO\\b|\\bFIXME\\b|[Nn]ot (yet )?implemented");

    private final Repository repository = new Repository();

    @Test
    void every_source_file_starts_with_its_licence() {
        assertNone(repository.javaFiles().stream()
                .filter(f -> !Repository.text(f).startsWith(LICENCE_LINE))
                .map(repository::shown));
    }

    @Test
    void no_source_file_is_a_giant() {
        assertNone(repository.files(name -> name.matches(".*\\.(java|js|css|html|sql)")).stream()
                .filter(f -> Repository.text(f).lines().count() > LINES_MAX)
                .map(f -> repository.shown(f) + " has "
                        + Repository.text(f).lines().count() + " lines"));
    }

    @Test
    void no_method_is_a_giant() {
        assertNone(repository.javaFiles().stream()
                .flatMap(f -> Methods.longerThan(METHOD_LINES_MAX, Repository.text(f)).stream()
                        .map(m -> repository.shown(f) + ": " + m)));
    }

    @Test
    void names_say_something() {
        assertNone(repository.javaFiles().stream()
                .map(repository::shown)
                .filter(name -> EMPTY_NAME.matcher(name).find()));
    }

    @Test
    void every_package_says_what_it_is() {
        assertNone(repository.javaFiles().stream()
                .filter(f -> repository.shown(f).contains("/src/main/java/"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .map(repository::shown));
    }

    @Test
    void tests_do_not_sleep() {
        assertNone(repository.javaFiles().stream()
                .filter(f -> repository.shown(f).contains("/src/test/"))
                .filter(f -> !repository.shown(f).endsWith("TidyTest.java"))
                .filter(f -> SLEEP.matcher(Repository.text(f)).find())
                .map(repository::shown));
    }

    @Test
    void nothing_is_promised_instead_of_done() {
        assertNone(repository.files(name -> name.matches(".*\\.(java|js|css|html|sql|sh|xml|yaml|yml)")).stream()
                .filter(f -> !repository.shown(f).endsWith("TidyTest.java"))
                .filter(f -> PROMISE.matcher(Repository.text(f)).find())
                .map(repository::shown));
    }

    @Test
    void no_blob_is_large() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : repository.files(name -> true)) {
            if (Files.size(file) > BLOB_BYTES_MAX) {
                large.add(repository.shown(file) + " has " + Files.size(file) + " bytes");
            }
        }
        assertNone(large.stream());
    }

    @Test
    void text_has_no_tabs_and_no_carriage_returns() {
        assertNone(repository.files(name -> name.matches(".*\\.(java|md|sql|xml|js|css|html)")).stream()
                .filter(f -> Repository.text(f).matches("(?s).*[\\t\\r].*"))
                .map(repository::shown));
    }

    @Test
    void links_between_documents_resolve() {
        List<String> broken = new ArrayList<>();
        for (Path file : repository.files(name -> name.endsWith(".md"))) {
            Matcher link = MARKDOWN_LINK.matcher(Repository.text(file));
            while (link.find()) {
                String target = link.group(1);
                boolean isOutside = target.contains("://") || target.startsWith("mailto:");
                if (!isOutside && !Files.exists(file.getParent().resolve(target))) {
                    broken.add(repository.shown(file) + " -> " + target);
                }
            }
        }
        assertNone(broken.stream());
    }

    @Test
    void the_readme_is_short() {
        long lines =
                Repository.text(repository.root().resolve("README.md")).lines().count();

        assertTrue(lines <= README_LINES_MAX, "README.md has " + lines + " lines, at most " + README_LINES_MAX);
    }

    @Test
    void every_plan_node_has_a_scenario_folder() {
        assertNone(Stream.of("calc", "deduplicate", "match", "over", "union", "window_aggregate", "window_assign")
                .filter(stem -> repository
                        .files(name -> name.startsWith("quality/scenarios/") && name.contains("/" + stem + "/"))
                        .isEmpty()));
    }

    @Test
    void a_version_is_written_in_one_place_only() {
        Map<String, String> elsewhere = new TreeMap<>();
        for (Path pom : repository.files(name -> name.endsWith("/pom.xml"))) {
            Matcher version = Pattern.compile("<version>([^<$]+)</version>").matcher(Repository.text(pom));
            while (version.find()) {
                if (!version.group(1).equals("0.1.0-SNAPSHOT")) {
                    elsewhere.put(repository.shown(pom), version.group(1));
                }
            }
        }
        assertNone(elsewhere.entrySet().stream().map(e -> e.getKey() + " has version " + e.getValue()));
    }

    private static void assertNone(Stream<String> faults) {
        assertEquals("", String.join("\n", faults.sorted().toList()));
    }
}
