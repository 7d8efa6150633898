// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Standard error without the lines that QuestDB prints past its logger when it starts and stops. What others write meanwhile
 * passes: loggers write bytes and this looks at whole texts only.
 */
final class Hushed extends PrintStream {
    private static final String STARTS = "Log configuration loaded from";
    private static final String STOPS = "QuestDB is shutting down";

    private final PrintStream err;

    private Hushed(PrintStream err) {
        super(err, true);
        this.err = err;
    }

    /** Runs something with both standard streams hushed; what is printed goes to standard error, as output is for results. */
    static synchronized <T> T run(Supplier<T> action) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Hushed hushed = new Hushed(err);
        System.setOut(hushed);
        System.setErr(hushed);
        try {
            return action.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Override
    public void println(String text) {
        if (text == null || !text.startsWith(STOPS)) {
            err.println(text);
        }
    }

    @Override
    public PrintStream printf(String format, Object... arguments) {
        if (!format.startsWith(STARTS)) {
            err.printf(Locale.ROOT, format, arguments);
        }
        return this;
    }
}
