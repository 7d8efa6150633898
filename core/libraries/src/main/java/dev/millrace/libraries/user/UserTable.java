// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.functions.UserFunctionName;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import dev.millrace.udf.Signature;
import dev.millrace.udf.UserTableFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A user's table function, as a function that gives an array of its rows; UNNEST takes it apart. */
record UserTable(String name, UserTableFunction code) implements ScalarFunction {
    @Override
    public FunctionDoc doc() {
        return UserDocs.of(name, code.signature());
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return UserCall.resultType(code.signature(), arguments)
                .map(row -> DataType.array(row.withNullable(row.kind() != TypeKind.ROW)));
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType result) {
        UserTableFunction own = (UserTableFunction)
                UserClasses.create(UserFunctionName.parse(name).orElseThrow());
        UserCall call = new UserCall(own.signature(), arguments);
        DataType type = own.signature().result();
        return (slots, slot) -> {
            // A new one for each call: what the function keeps of it must not reach rows of another.
            Given given = new Given(type);
            try {
                own.call(call.values(slots), given);
            } catch (Exception | LinkageError | StackOverflowError e) {
                throw new IllegalArgumentException(
                        own.getClass().getSimpleName() + " failed with " + UserCall.reason(e), e);
            }
            slot.setObject(Collections.unmodifiableList(given.rows));
        };
    }

    /** The rows of one call. */
    private static final class Given implements UserTableFunction.Rows {
        private final List<Column> columns;
        private final List<UserCall> calls;
        private final boolean isRow;
        private final List<Object> rows = new ArrayList<>();
        private final Slot slot = new Slot();

        Given(DataType type) {
            isRow = type.kind() == TypeKind.ROW;
            columns = isRow ? type.fields() : List.of(new Column("value", type));
            calls = columns.stream()
                    .map(c -> new UserCall(Signature.of(c.type()), List.of()))
                    .toList();
        }

        @Override
        public void add(Object... values) {
            if (values.length != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has " + values.length + " values, but " + columns.size() + " columns");
            }
            if (rows.size() == UserTableFunction.ROWS_MAX) {
                throw new IllegalArgumentException("more than " + UserTableFunction.ROWS_MAX + " rows for one row");
            }
            Row row = new Row(columns.size());
            for (int i = 0; i < values.length; i++) {
                set(row, i, values[i]);
            }
            rows.add(isRow ? row : row.valueAt(0, columns.get(0).type()));
        }

        private void set(Row row, int column, Object value) {
            DataType type = columns.get(column).type();
            calls.get(column).set(slot, value);
            if (slot.isNull) {
                row.setNull(column);
            } else if (type.kind().isWord()) {
                row.setWord(column, slot.word);
            } else {
                row.setObject(column, slot.object);
            }
        }
    }
}
