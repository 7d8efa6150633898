// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** Words of the language. */
public final class SqlWords {
    private static final SqlAbstractParserImpl.Metadata WORDS =
            SqlParser.create("", SqlScript.PARSER).getMetadata();

    private SqlWords() {}

    /** Whether a word, in upper case, can be no name unless it is quoted; such a word means the same in any case. */
    public static boolean isReserved(String word) {
        return WORDS.isReservedWord(word);
    }
}
