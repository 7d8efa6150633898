// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/**
 * Identity of a message, for example {@code SQL-104}. Each module lists its own in one enum; numbers are never reused.
 * The catalogue {@code docs/errors.md} is generated from these enums.
 */
public interface ErrorCode {
    /** Who has to act, and the exit code of the command. */
    enum Category {
        /** The user's file or argument is wrong; exit code 1. */
        USER(1),
        /** A reading or record is wrong; it goes to the ledger. Exit code 1 where it ends a command. */
        DATA(1),
        /** The environment is: port taken, broker away, folder locked; exit code 2. */
        ENVIRONMENT(2),
        /** A defect of Millrace; exit code 3. */
        INTERNAL(3);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** Area and number, for example {@code SQL-104}. */
    String id();

    Category category();

    /** One sentence for the catalogue: when this is said. */
    String meaning();

    /** One sentence for the catalogue: what to do. */
    String cure();
}
