// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/** A system outside did not answer a question, however often it was repeated. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one fact with names and values, without secrets */
    public UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }
}
