// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.calc;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.kernel.expression.ExpressionCompiler;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Unnest;
import java.util.List;
import java.util.Map;

/**
 * Gives every row once for each element of its collection, in order. A row whose collection fails goes to the ledger as OVERFLOW.
 *
 * <p>An element is identified by the position of its row and its number: it has the row's partition, and as offset a number made
 * of the row's offset and its own. A correction of a row takes all its elements back and gives those of the new row, because
 * there may be fewer or more: revision {@code r} of the row is {@code 2r} of its elements, their deletion {@code 2r + 1}.
 */
public final class UnnestTransform implements Transform {
    private final Evaluator collection;
    private final DataType type;
    private final List<Column> elements;
    private final boolean isOuter;
    private final boolean hasOrdinality;
    private final int inputSize;
    private final int outputSize;
    private final Slot slot = new Slot();

    public UnnestTransform(Unnest node, FunctionCatalog functions) {
        collection = new ExpressionCompiler(functions).compile(node.collection());
        type = node.collection().type();
        elements = Unnest.elements(type, false);
        isOuter = node.isOuter();
        hasOrdinality = node.hasOrdinality();
        inputSize = node.input().schema().size();
        outputSize = node.schema().size();
    }

    @Override
    public void process(Row row, Collector out) {
        try {
            collection.eval(row, slot);
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(row, LedgerReason.OVERFLOW, String.valueOf(e.getMessage()));
            return;
        }
        int given = slot.isNull ? 0 : give(row, out);
        if (given == 0 && isOuter) {
            out.emit(placed(row, 0));
        }
    }

    private int give(Row row, Collector out) {
        int number = 0;
        if (type.kind() == TypeKind.MAP) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) slot.object).entrySet()) {
                Row given = placed(row, ++number);
                set(given, 0, entry.getKey());
                set(given, 1, entry.getValue());
                out.emit(given);
            }
            return number;
        }
        boolean isRow = type.element().kind() == TypeKind.ROW;
        for (Object element : (List<?>) slot.object) {
            Row given = placed(row, ++number);
            if (!isRow) {
                set(given, 0, element);
            } else if (element != null) {
                for (int i = 0; i < elements.size(); i++) {
                    given.setFrom(inputSize + i, (Row) element, i);
                }
            }
            out.emit(given);
        }
        return number;
    }

    private void set(Row given, int element, Object value) {
        given.setValue(inputSize + element, elements.get(element).type(), value);
    }

    /** The row with room for its element, which is NULL. */
    private Row placed(Row row, int number) {
        Row given = new Row(outputSize);
        for (int i = 0; i < inputSize; i++) {
            given.setFrom(i, row, i);
        }
        for (int i = inputSize; i < outputSize; i++) {
            given.setNull(i);
        }
        if (hasOrdinality && number > 0) {
            given.setWord(outputSize - 1, number);
        }
        given.copyOrigin(row).withPosition(row.partition(), ResultPosition.with(row.offset(), number));
        return switch (row.kind()) {
            case INSERT, UPDATE_AFTER -> given.withKind(RowKind.INSERT).withRevision(2 * row.revision());
            case UPDATE_BEFORE -> given.withKind(RowKind.DELETE).withRevision(2 * row.revision() + 1);
            case DELETE -> given.withKind(RowKind.DELETE).withRevision(2 * row.revision() - 1);
        };
    }
}
