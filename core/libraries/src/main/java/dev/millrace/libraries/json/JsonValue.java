// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** JSON_VALUE. Arguments: document, path, behaviour on empty, its default, behaviour on error, its default. */
final class JsonValue implements ScalarFunction {
    private static final int ON_EMPTY = 2;
    private static final int ON_ERROR = 4;

    @Override
    public String name() {
        return "JSON_VALUE";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "JSON_VALUE(json, path [RETURNING type] [{NULL | ERROR | DEFAULT value} ON EMPTY] [{NULL | ERROR | DEFAULT value} ON"
                        + " ERROR])",
                "Text, number or Boolean at a path such as '$.motor.temp', as STRING unless RETURNING names a type. A path that leads"
                        + " nowhere is an error, after 'lax ' it is empty; both give NULL unless said otherwise. ERROR sends the row"
                        + " to the ledger.",
                "JSON_VALUE('{\"temp\": 20.5}', '$.temp' RETURNING DOUBLE)",
                "20.5");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Optional.of(DataType.STRING);
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType type) {
        JsonPaths paths = new JsonPaths();
        return (slots, slot) -> {
            if (slots[0].isNull || slots[1].isNull) {
                slot.setNull();
                return;
            }
            JsonPaths.Found found = paths.find(slots[0].asString(), slots[1].asString());
            IllegalArgumentException error = found.error();
            if (error == null && (found.value() == null || found.isLax() && !found.isScalar())) {
                behave(new Case(slots, arguments, ON_EMPTY), slot, type, null);
                return;
            }
            if (error == null && !found.isScalar()) {
                error = new IllegalArgumentException("JSON_VALUE finds an object or array; JSON_QUERY gives those");
            }
            if (error == null) {
                try {
                    JsonCells.set(slot, type, found.value());
                    return;
                } catch (ArithmeticException | IllegalArgumentException e) {
                    error = new IllegalArgumentException(e.getMessage(), e);
                }
            }
            behave(new Case(slots, arguments, ON_ERROR), slot, type, error);
        };
    }

    /** Where the behaviour and its default are. */
    private record Case(Slot[] slots, List<DataType> types, int place) {}

    private static void behave(Case which, Slot result, DataType type, IllegalArgumentException error) {
        switch (which.slots()[which.place()].asString()) {
            case "ERROR" ->
                throw error != null ? error : new IllegalArgumentException("JSON_VALUE finds nothing at the path");
            case "DEFAULT" ->
                JsonCells.setDefault(
                        result, type, which.types().get(which.place() + 1), which.slots()[which.place() + 1]);
            default -> result.setNull();
        }
    }
}
