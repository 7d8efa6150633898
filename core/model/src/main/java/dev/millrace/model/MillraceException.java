// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.util.Optional;

/**
 * The one exception of the product. The message is a fact with names and values, the hint one full sentence with the next
 * action. Who catches it prints {@link #render}.
 */
public final class MillraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String fact;
    private final String hint;
    private final transient Location location;
    /** The line of the file with carets below, or null. */
    private final String excerpt;

    private MillraceException(
            ErrorCode code, String fact, String hint, Location location, String excerpt, Throwable cause) {
        super(code.id() + ": " + fact, cause);
        this.code = code;
        this.fact = fact;
        this.hint = hint;
        this.location = location;
        this.excerpt = excerpt;
    }

    public static MillraceException of(ErrorCode code, String fact, String hint) {
        return new MillraceException(code, fact, hint, null, null, null);
    }

    public static MillraceException of(ErrorCode code, String fact, String hint, Throwable cause) {
        return new MillraceException(code, fact, hint, null, null, cause);
    }

    /** Same message with the place it is about; text is the whole file, or null when not at hand. */
    public MillraceException at(Location place, String text) {
        return new MillraceException(
                code, fact, hint, place, text == null ? null : Excerpt.of(place, text), getCause());
    }

    public ErrorCode code() {
        return code;
    }

    public String fact() {
        return fact;
    }

    public String hint() {
        return hint;
    }

    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }

    /** As the user sees it: fact and place, the line with carets, the hint. */
    public String render() {
        StringBuilder out = new StringBuilder(getMessage());
        if (location != null) {
            out.append("  (").append(location).append(')');
        }
        if (excerpt != null) {
            out.append('\n').append(excerpt);
        }
        if (hint != null && !hint.isEmpty()) {
            out.append("\nhint: ").append(hint);
        }
        return out.toString();
    }
}
