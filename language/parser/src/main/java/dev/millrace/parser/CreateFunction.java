// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;

/** {@code CREATE FUNCTION name AS 'class' [LANGUAGE JAVA] [USING JAR 'path']}. */
public final class CreateFunction extends SqlCreate {
    private final SqlIdentifier name;
    private final SqlNode className;
    private final List<SqlIdentifier> words;
    private final SqlNode jar;

    /**
     * A function.
     *
     * @param words the language and the word before the jar, null where not written
     * @param jar null when the class is on the class path
     */
    public CreateFunction(
            SqlParserPos position, SqlIdentifier name, SqlNode className, List<SqlIdentifier> words, SqlNode jar) {
        super(DdlOperators.CREATE_FUNCTION, position, false, false);
        this.name = name;
        this.className = className;
        this.words = words;
        this.jar = jar;
    }

    public SqlIdentifier identifier() {
        return name;
    }

    public String className() {
        return SetOption.textOf(className);
    }

    public SqlParserPos classPosition() {
        return className.getParserPosition();
    }

    /** Language as written, empty when it is not. */
    public Optional<SqlIdentifier> language() {
        return Optional.ofNullable(words.get(0));
    }

    /** The word before the path, which should be JAR; empty without a path. */
    public Optional<SqlIdentifier> resource() {
        return Optional.ofNullable(words.get(1));
    }

    /** Path of the jar, empty without one. */
    public String jar() {
        return jar == null ? "" : SetOption.textOf(jar);
    }

    @Override
    public List<SqlNode> getOperandList() {
        return ImmutableNullableList.of(name, className, words.get(0), words.get(1), jar);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("CREATE FUNCTION");
        name.unparse(writer, 0, 0);
        writer.keyword("AS");
        className.unparse(writer, 0, 0);
    }
}
