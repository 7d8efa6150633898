// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.UserFunctionName;
import dev.millrace.parser.CreateFunction;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/** CREATE FUNCTION: makes a function of the user's own known by its name. */
final class FunctionReader {
    private final SourceText source;
    private final SqlFunctions functions;

    FunctionReader(SourceText source, SqlFunctions functions) {
        this.source = source;
        this.functions = functions;
    }

    void read(CreateFunction create) {
        require(create.language(), "JAVA", "LANGUAGE");
        require(create.resource(), "JAR", "USING");
        String name = create.identifier().getSimple();
        if (functions.isTaken(name)) {
            throw source.error(
                    SqlErrorCode.DUPLICATE_NAME,
                    "there is a function \"" + name + "\" already",
                    "Choose another name.",
                    create.identifier().getParserPosition());
        }
        boolean isFound;
        try {
            isFound = functions.addUser(name, new UserFunctionName(create.className(), create.jar()));
        } catch (IllegalArgumentException e) {
            throw source.error(
                    SqlErrorCode.USER_FUNCTION,
                    e.getMessage(),
                    "Give the class with its package, and the jar that has it: USING JAR 'path'.",
                    create.classPosition());
        }
        if (!isFound) {
            throw source.error(
                    SqlErrorCode.USER_FUNCTION,
                    "class " + create.className() + " is no function",
                    "Let it implement UserScalarFunction, UserAggregateFunction or UserTableFunction of"
                            + " dev.millrace.udf.",
                    create.classPosition());
        }
    }

    private void require(Optional<SqlIdentifier> word, String wanted, String before) {
        if (word.isPresent() && !word.get().getSimple().equalsIgnoreCase(wanted)) {
            throw source.error(
                    SqlErrorCode.USER_FUNCTION,
                    before + " " + word.get().getSimple() + " is not part of the language",
                    "Write " + before + " " + wanted + ".",
                    word.get().getParserPosition());
        }
    }
}
