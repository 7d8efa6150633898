// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.List;

/** Bytes to rows and back, named by the option {@code format}. Stateless and thread-safe; readers and writers are not. */
public interface Format {
    /** Value of the option {@code format}, for example {@code json}. */
    String name();

    String doc();

    /** Options with the prefix {@code <name>.}, for example {@code json.timestamp-format.standard}. */
    List<Option<?>> options();

    /**
     * A reader for one thread.
     *
     * @param schema columns to find by name
     * @param isNeeded one flag a column: columns that are not needed stay NULL and need not be parsed, only skipped
     */
    Reader reader(Schema schema, boolean[] isNeeded, Options options);

    /** A writer for one thread. */
    Writer writer(Schema schema, Options options);

    /** Decodes. */
    interface Reader {
        /**
         * Reads one message, which holds one or more rows. Either all of its rows are given, or {@code out.rejected} is called once
         * for the message and no row of it is given.
         */
        void read(byte[] bytes, int from, int length, Out out);

        /** Receives the rows of a message. */
        interface Out {
            void row(Row row);

            void rejected(Rejected rejected);
        }
    }

    /** Encodes. */
    interface Writer {
        /** Appends one row; for text formats without a line end. */
        void write(Row row, ByteWriter out);
    }
}
