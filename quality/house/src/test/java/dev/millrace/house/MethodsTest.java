// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MethodsTest {
    private static final String LONG = "        step();\n".repeat(5);

    @Test
    void a_long_method_is_found() {
        assertEquals(
                List.of("run has 5 lines"),
                Methods.longerThan(4, "class A {\n    void run(int a) {\n" + LONG + "    }\n}\n"));
        assertEquals(List.of(), Methods.longerThan(5, "class A {\n    void run(int a) {\n" + LONG + "    }\n}\n"));
    }

    @Test
    void a_record_of_one_line_is_not_as_long_as_the_class_behind_it() {
        String source = "class A {\n    private record Pair(int a, int b) {}\n\n    private static final class B {\n"
                + LONG + "    }\n}\n";
        assertEquals(List.of(), Methods.longerThan(4, source));
    }
}
