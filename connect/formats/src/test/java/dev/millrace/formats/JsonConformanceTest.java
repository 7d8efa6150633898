// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parsing cases of JSONTestSuite: what is JSON may be no reading, but only what is no JSON is malformed. */
class JsonConformanceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void all_parsing_cases_are_judged_as_the_suite_wants() throws IOException {
        Path file = Path.of(System.getProperty("millrace.shared", ""), "conformance/json/parsing.jsonl");
        assumeTrue(Files.exists(file), "the conformance data is not beside this tree: " + file);

        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (String line : Files.readAllLines(file)) {
            Map<String, String> test = fields(line);
            boolean isMalformed = assertTimeoutPreemptively(LIMIT, () -> isMalformed(bytes(test)), test.get("name"));
            boolean isWanted =
                    test.get("expect").equals("either") || test.get("expect").equals("reject") == isMalformed;
            cases++;
            if (!isWanted) {
                wrong.add(test.get("name"));
            }
        }

        assertEquals(List.of(), wrong);
        assertEquals(159, cases);
    }

    private static boolean isMalformed(byte[] message) {
        Readings readings = Readings.of(JsonFormat.reader(Schema.of()), message);
        return readings.rejected.stream().anyMatch(r -> r.reason() == LedgerReason.MALFORMED);
    }

    private static byte[] bytes(Map<String, String> test) {
        if (test.containsKey("base64")) {
            return Base64.getDecoder().decode(test.get("base64"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = test.get("repeat").repeat(Integer.parseInt(test.get("times"))) + test.getOrDefault("suffix", "");
        out.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        }
        return fields;
    }
}
