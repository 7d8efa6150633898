// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

/** A command that has {@code --verbose}. */
public interface Verbose {
    /** Whether stack traces of failures are shown. */
    boolean isVerbose();
}
