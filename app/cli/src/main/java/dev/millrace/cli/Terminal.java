// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

/** Whether somebody looks at standard error, so that lines may be drawn over. */
public final class Terminal {
    private Terminal() {}

    /** The script knows: {@code System.console()} asks about standard input and output, and since Java 22 it is never null. */
    public static boolean isWatched() {
        return Boolean.getBoolean("millrace.terminal");
    }
}
