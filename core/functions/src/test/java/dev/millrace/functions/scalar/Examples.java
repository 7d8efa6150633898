// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates calls of functions with literals, as far as the examples of the reference need it. */
final class Examples {
    private final String text;
    private int position;

    /** A value with its type. */
    record Typed(Object value, DataType type) {}

    private Examples(String text) {
        this.text = text;
    }

    static Typed evaluate(String expression) {
        String calls = expression
                .replaceAll("(FROM|IN|PLACING|FOR|TO) ", ", ")
                .replaceAll(" ,", ",")
                .replaceAll("(EXTRACT|TIMESTAMPDIFF|TIMESTAMPADD)\\((\\w+)", "$1('$2'")
                .replaceAll("TRIM\\((LEADING|TRAILING|BOTH) ", "TRIM('$1', ")
                .replaceAll("1 < 2", "TRUE")
                .replaceAll("(.*) \\|\\| (.*)", "||($1, $2)");
        return new Examples(calls).next();
    }

    private Typed next() {
        Typed value = value();
        while (accept("[")) {
            value = item(value, list(']').get(0).value());
        }
        return value;
    }

    private static Typed item(Typed container, Object key) {
        Object value = container.value() instanceof Map<?, ?> map
                ? map.get(key)
                : ((List<?>) container.value()).get((Integer) key - 1);
        return new Typed(value, container.type().element());
    }

    private Typed map(List<Typed> parts) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i += 2) {
            map.put(parts.get(i).value(), parts.get(i + 1).value());
        }
        return new Typed(map, DataType.map(parts.get(0).type(), parts.get(1).type()));
    }

    private Typed value() {
        skipBlanks();
        if (accept("TIMESTAMP '")) {
            position--;
            return new Typed(DateTimes.parseTimestamp((String) literal().value()), DataType.TIMESTAMP);
        }
        if (accept("ARRAY[")) {
            List<Typed> elements = list(']');
            return new Typed(
                    elements.stream().map(Typed::value).toList(),
                    DataType.array(elements.get(0).type()));
        }
        if (accept("MAP[")) {
            return map(list(']'));
        }
        if (accept("TRUE")) {
            return new Typed(true, DataType.BOOLEAN);
        }
        char first = text.charAt(position);
        if (first == '\'' || first == '-' || Character.isDigit(first)) {
            return literal();
        }
        int open = text.indexOf('(', position);
        String name = text.substring(position, open);
        position = open + 1;
        return call(name, list(')'));
    }

    private List<Typed> list(char end) {
        List<Typed> values = new ArrayList<>();
        skipBlanks();
        while (text.charAt(position) != end) {
            values.add(next());
            skipBlanks();
            accept(",");
            skipBlanks();
        }
        position++;
        return values;
    }

    private Typed literal() {
        int start = position;
        if (text.charAt(position) == '\'') {
            position = text.indexOf('\'', start + 1) + 1;
            return new Typed(text.substring(start + 1, position - 1), DataType.STRING);
        }
        position++;
        while (position < text.length() && (Character.isDigit(text.charAt(position)) || text.charAt(position) == '.')) {
            position++;
        }
        String number = text.substring(start, position);
        if (!number.contains(".")) {
            return new Typed(Integer.valueOf(number), DataType.INT);
        }
        BigDecimal decimal = new BigDecimal(number);
        return new Typed(decimal, DataType.decimal(decimal.precision(), decimal.scale()));
    }

    static Typed call(String name, List<Typed> arguments) {
        List<DataType> types = arguments.stream().map(Typed::type).toList();
        ScalarFunction function = FunctionCatalog.builtIn().scalar(name).orElseThrow();
        DataType result =
                function.resultType(types).orElseThrow(() -> new AssertionError(name + " does not take " + types));
        Slot[] slots = new Slot[arguments.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slot(arguments.get(i));
        }
        Slot slot = new Slot();
        slot.isNull = true;
        function.bind(types, result).call(slots, slot);
        TypeKind kind = result.kind();
        return new Typed(slot.isNull ? null : kind.isWord() ? Words.box(kind, slot.word) : slot.object, result);
    }

    private static Slot slot(Typed argument) {
        Slot slot = new Slot();
        if (argument.value() == null) {
            slot.setNull();
        } else if (argument.type().kind().isWord()) {
            slot.setWord(Words.unbox(argument.type().kind(), argument.value()));
        } else {
            slot.setObject(argument.value());
        }
        return slot;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private boolean accept(String wanted) {
        boolean isThere = text.startsWith(wanted, position);
        position += isThere ? wanted.length() : 0;
        return isThere;
    }
}
