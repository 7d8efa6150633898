// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checked option values of one table. Immutable. */
public final class Options {
    /** Shown in place of a secret. */
    public static final String MASK = "******";

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final SortedMap<String, String> texts;
    private final List<Option<?>> specs;

    private Options(List<Option<?>> specs, Map<String, String> texts) {
        this.specs = List.copyOf(specs);
        this.texts = new TreeMap<>(texts);
    }

    /**
     * Parses the options that the specs name; others are left for somebody else. Adds to problems what is missing or wrong.
     */
    public static Options of(List<Option<?>> specs, Map<String, String> texts, Problems problems) {
        Options options = new Options(specs, texts);
        for (Option<?> spec : specs) {
            options.parse(spec, texts.get(spec.name()), problems);
        }
        return options;
    }

    /** The same with another value for one option. The text must be right: throws IllegalArgumentException. */
    public Options with(Option<?> option, String text) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put(option.name(), text);
        Problems problems = new Problems();
        Options options = of(specs, changed, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.list().get(0).fact());
        }
        return options;
    }

    private void parse(Option<?> spec, String text, Problems problems) {
        if (text == null) {
            if (spec.isRequired()) {
                problems.add(spec.name(), "\"" + spec.name() + "\" is missing", spec.doc());
            } else if (spec.initial() != null) {
                values.put(spec.name(), spec.initial());
            }
            return;
        }
        try {
            values.put(spec.name(), spec.parser().apply(text));
        } catch (IllegalArgumentException e) {
            String shown = spec.isSecret() ? MASK : text;
            problems.add(spec.name(), "\"" + spec.name() + "\" is \"" + shown + "\" but " + e.getMessage(), spec.doc());
        }
    }

    /** Value given or initial; throws when there is neither. */
    @SuppressWarnings("unchecked")
    public <T> T get(Option<T> option) {
        Object value = values.get(option.name());
        if (value == null) {
            throw new IllegalStateException("option " + option.name() + " has no value");
        }
        return (T) value;
    }

    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option.name()));
    }

    /** Given options whose name begins with a prefix such as {@code properties.}, without the prefix. */
    public SortedMap<String, String> withPrefix(String prefix) {
        SortedMap<String, String> found = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), text);
            }
        });
        return found;
    }

    /** Values in effect by name, secrets masked. */
    public SortedMap<String, String> shown() {
        SortedMap<String, String> shown = new TreeMap<>();
        for (Option<?> spec : specs) {
            Object value = values.get(spec.name());
            if (value != null) {
                shown.put(spec.name(), spec.isSecret() ? MASK : String.valueOf(value));
            }
        }
        return shown;
    }
}
