// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan.codec;

import dev.millrace.model.Table;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import java.lang.reflect.RecordComponent;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The same pipeline over other tables, for example with other options, or with other names of its nodes. Nodes that two statements share
 * stay shared. One thread. */
public final class PlanRewrite {
    private final UnaryOperator<Table> tables;
    private final UnaryOperator<String> ids;
    private final Map<Object, Object> rewritten = new IdentityHashMap<>();

    private PlanRewrite(UnaryOperator<Table> tables, UnaryOperator<String> ids) {
        this.tables = tables;
        this.ids = ids;
    }

    /** @param rule asked once for each table of the plan; columns must stay as they are */
    public static Pipeline tables(Pipeline pipeline, UnaryOperator<Table> rule) {
        return (Pipeline) new PlanRewrite(rule, UnaryOperator.identity()).of(pipeline);
    }

    /** @param rule new id of a node by its old one; new ids must be unique too */
    public static Pipeline nodeIds(Pipeline pipeline, UnaryOperator<String> rule) {
        return (Pipeline) new PlanRewrite(UnaryOperator.identity(), rule).of(pipeline);
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
            before = record instanceof Table table ? tables.apply(table) : rebuilt(record);
            rewritten.put(record, before);
        }
        return before;
    }

    private Object rebuilt(Record record) {
        PlanTypes.RecordShape shape = PlanTypes.record(record.getClass());
        Object[] components = new Object[shape.types().size()];
        RecordComponent[] names = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object component = shape.component(i, record);
            boolean isNodeId = record instanceof PlanNode && names[i].getName().equals("id");
            components[i] = isNodeId ? ids.apply((String) component) : of(component);
        }
        return shape.make(components);
    }
}
