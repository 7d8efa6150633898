// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The SQL page: what it shows compiles. */
final class ReferenceTest {
    private static final Pattern BLOCK = Pattern.compile("```sql\\R(.*?)```", Pattern.DOTALL);

    @Test
    void every_example_of_the_sql_page_compiles() throws IOException {
        Path page = Path.of(System.getProperty("millrace.home"), "docs", "sql.md");
        StringBuilder text = new StringBuilder();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            text.append(block.group(1));
        }

        CompiledScript script = Sql.scenario(text.toString());

        assertEquals(3, script.pipeline().tables().size());
        assertEquals(6, script.pipeline().outputs().size());
    }
}
