// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table as connectors see it: physical columns and options, no expressions.
 *
 * @param schema physical columns and metadata columns in the order of CREATE TABLE, without computed columns
 * @param metadata name of the metadata key (for example {@code timestamp}) by column name
 * @param primaryKey column names, empty when the table has none
 * @param options of WITH (...), sorted by name
 */
public record Table(
        String name,
        Schema schema,
        SortedMap<String, String> metadata,
        List<String> primaryKey,
        SortedMap<String, String> options) {

    /** Separator of list options such as {@code key.fields}, as in Flink. */
    private static final String LIST_SEPARATOR = ";";

    public Table {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        primaryKey = List.copyOf(primaryKey);
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    public static Table of(String name, Schema schema, Map<String, String> options) {
        return new Table(name, schema, new TreeMap<>(), List.of(), new TreeMap<>(options));
    }

    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** Value of the option {@code connector}, empty text when it is missing. */
    public String connector() {
        return options.getOrDefault("connector", "");
    }

    /** Elements of an option such as {@code 'a;b'}, empty when it is missing. */
    public List<String> listOption(String option) {
        return option(option)
                .map(text -> List.of(text.trim().split("\\s*" + LIST_SEPARATOR + "\\s*")))
                .orElse(List.of());
    }
}
