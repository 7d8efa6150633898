// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.model.MillraceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQuestDbTest {
    @TempDir
    Path folder;

    @Test
    void rows_are_there_after_a_restart_and_a_second_user_of_the_folder_is_refused() throws Exception {
        try (EmbeddedQuestDb database = EmbeddedQuestDb.start(folder)) {
            database.engine().execute("create table t (ts timestamp, name symbol, value double) timestamp(ts)");
            database.engine().execute("insert into t values (5000000, 'pump', 1.5), (6000000, null, null)");

            MillraceException refused = assertThrows(MillraceException.class, () -> EmbeddedQuestDb.start(folder));

            assertEquals("ENV-302", refused.code().id());
        }

        try (EmbeddedQuestDb database = EmbeddedQuestDb.start(folder)) {
            List<Map<String, Object>> rows = database.query("select * from t order by ts", 10);

            assertEquals(2, rows.size());
            assertEquals("{ts=5000, name=pump, value=1.5}", rows.get(0).toString());
            assertEquals("{ts=6000, name=null, value=null}", rows.get(1).toString());
        }
    }

    @Test
    void a_query_that_names_no_table_says_what_to_check() {
        try (EmbeddedQuestDb database = EmbeddedQuestDb.start(folder)) {
            MillraceException refused =
                    assertThrows(MillraceException.class, () -> database.query("select * from x", 1));

            assertEquals("ENV-305", refused.code().id());
        }
    }
}
