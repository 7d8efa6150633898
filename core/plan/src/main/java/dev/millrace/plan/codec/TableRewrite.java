// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan.codec;

import dev.millrace.model.Table;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Pipeline;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The same pipeline over other tables, for example with other options. Columns must stay as they are. Nodes that two statements
 * share stay shared. One thread.
 */
public final class TableRewrite {
    private final UnaryOperator<Table> rule;
    private final Map<Object, Object> rewritten = new IdentityHashMap<>();

    private TableRewrite(UnaryOperator<Table> rule) {
        this.rule = rule;
    }

    /** @param rule asked once for each table of the plan */
    public static Pipeline apply(Pipeline pipeline, UnaryOperator<Table> rule) {
        return (Pipeline) new TableRewrite(rule).of(pipeline);
    }

    private Object of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(this::of);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::of).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = map instanceof SortedMap ? new TreeMap<>() : new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(k, of(v)));
            return copy;
        }
        return value instanceof Record record && !(value instanceof Literal) ? ofRecord(record) : value;
    }

    private Object ofRecord(Record record) {
        Object before = rewritten.get(record);
        if (before == null) {
            before = record instanceof Table table ? rule.apply(table) : rebuilt(record);
            rewritten.put(record, before);
        }
        return before;
    }

    private Object rebuilt(Record record) {
        PlanTypes.RecordShape shape = PlanTypes.record(record.getClass());
        Object[] components = new Object[shape.types().size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = of(shape.component(i, record));
        }
        return shape.make(components);
    }
}
