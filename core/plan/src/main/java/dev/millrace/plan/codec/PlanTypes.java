// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan.codec;

import dev.millrace.plan.Literal;
import dev.millrace.plan.Pipeline;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Every type a plan may hold, found from {@link Pipeline} by record components and sealed interfaces. */
final class PlanTypes {
    private static final Map<Class<?>, RecordShape> RECORDS = new LinkedHashMap<>();
    private static final Map<Class<?>, List<Class<?>>> SEALED = new LinkedHashMap<>();
    private static final StringBuilder DESCRIPTION = new StringBuilder();

    /** Checksum of names, components and constants: equal in two builds that understand each other's bytes. */
    static final long FINGERPRINT = describe();

    private PlanTypes() {}

    /**
     * How to take a record apart and put it together.
     *
     * @param types of the components, with their type arguments
     */
    record RecordShape(List<Type> types, List<Method> accessors, Constructor<?> constructor) {
        Object component(int i, Object of) {
            try {
                return accessors.get(i).invoke(of);
            } catch (ReflectiveOperationException notReadable) {
                throw new IllegalStateException("cannot read " + accessors.get(i), notReadable);
            }
        }

        Object make(Object[] components) {
            try {
                return constructor.newInstance(components);
            } catch (ReflectiveOperationException notMade) {
                throw new IllegalArgumentException("plan does not fit " + constructor, notMade);
            }
        }
    }

    static RecordShape record(Class<?> type) {
        return RECORDS.get(type);
    }

    /** Record types behind a sealed interface, in the order of its permits clause. */
    static List<Class<?>> permitted(Class<?> sealed) {
        return SEALED.get(sealed);
    }

    private static long describe() {
        visit(Pipeline.class);
        CRC32 crc = new CRC32();
        crc.update(DESCRIPTION.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static void visit(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(PlanTypes::visit);
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            visitRecord(plain);
        } else if (plain.isSealed()) {
            visitSealed(plain);
        } else if (plain.isEnum()) {
            DESCRIPTION.append(plain.getName()).append(Arrays.toString(plain.getEnumConstants()));
        } else if (!PlanWriter.isScalar(plain)) {
            throw new IllegalStateException("a plan cannot hold a " + plain.getName() + ", which has no binary form");
        }
    }

    private static void visitRecord(Class<?> type) {
        if (RECORDS.containsKey(type)) {
            return;
        }
        RecordComponent[] components = type.getRecordComponents();
        List<Type> types =
                Arrays.stream(components).map(RecordComponent::getGenericType).toList();
        RECORDS.put(type, new RecordShape(types, accessors(components), constructor(type, components)));
        DESCRIPTION.append(type.getName()).append(Arrays.toString(components));
        // The value of a literal is written as its type says.
        types.stream()
                .filter(component -> component != Object.class || type != Literal.class)
                .forEach(PlanTypes::visit);
    }

    private static List<Method> accessors(RecordComponent[] components) {
        List<Method> accessors = new ArrayList<>();
        for (RecordComponent component : components) {
            component.getAccessor().setAccessible(true);
            accessors.add(component.getAccessor());
        }
        return accessors;
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException never) {
            throw new IllegalStateException(type + " has no canonical constructor", never);
        }
    }

    private static void visitSealed(Class<?> sealed) {
        if (SEALED.containsKey(sealed)) {
            return;
        }
        List<Class<?>> permitted = List.of(sealed.getPermittedSubclasses());
        SEALED.put(sealed, permitted);
        DESCRIPTION.append(sealed.getName()).append(permitted);
        permitted.forEach(PlanTypes::visit);
    }
}
