// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.Lookup;
import dev.millrace.model.Table;
import java.util.List;

/**
 * One kind of outside system, named by the option {@code connector}. Stateless and thread-safe; {@link #source} and {@link
 * #sink} are called after {@link Options#of} accepted the table's options.
 */
public interface Connector {
    /** Value of the option {@code connector}, for example {@code filesystem}. */
    String name();

    /** One sentence for the reference. */
    String doc();

    /** Options besides those that every table has (see {@link CommonOptions}). */
    List<Option<?>> options();

    /** What a table of this connector can be used for. */
    Usage usage();

    /** Checks that need more than one option, or the schema. Adds to problems, throws nothing. */
    default void check(Table table, Options options, Problems problems) {}

    /** Opens the table for reading. Only when {@link Usage#isSource}. */
    default Source source(Table table, Options options) {
        throw new IllegalStateException("connector " + name() + " gives no source");
    }

    /**
     * Opens the table for reading some of its columns.
     *
     * @param isNeeded one flag a column: others may stay NULL, and what is in them need not be looked at
     */
    default Source source(Table table, Options options, boolean[] isNeeded) {
        return source(table, options);
    }

    /** Opens the table for writing. Only when {@link Usage#isSink}. */
    default Sink sink(Table table, Options options) {
        throw new IllegalStateException("connector " + name() + " gives no sink");
    }

    /**
     * Opens the table for questions by key. Only when {@link Usage#isLookup}.
     *
     * @param keys columns that are asked by
     */
    default Lookup lookup(Table table, LookupKeys keys, Options options) {
        throw new IllegalStateException("connector " + name() + " answers no questions");
    }

    /** What a table can be used for. */
    enum Usage {
        /** Read by {@link #source}. */
        SOURCE(true, false, false),
        /** Written by {@link #sink}. */
        SINK(false, true, false),
        /** Both. */
        BOTH(true, true, false),
        /** Written by {@link #sink}, asked for rows of a key by {@link #lookup}, never read as a whole. */
        SINK_AND_LOOKUP(false, true, true),
        /** A door: the gateway puts its readings into the table's topic; engines read that. */
        DOOR(false, false, false);

        private final boolean source;
        private final boolean sink;
        private final boolean lookup;

        Usage(boolean source, boolean sink, boolean lookup) {
            this.source = source;
            this.sink = sink;
            this.lookup = lookup;
        }

        public boolean isSource() {
            return source;
        }

        public boolean isSink() {
            return sink;
        }

        public boolean isLookup() {
            return lookup;
        }
    }
}
