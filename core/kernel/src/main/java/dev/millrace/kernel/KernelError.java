// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel;

import dev.millrace.model.ErrorCode;

/** Messages of the kernel. 1xx: expressions, 2xx: windows and duplicates, 3xx: patterns. */
public enum KernelError implements ErrorCode {
    UNKNOWN_FUNCTION(
            101,
            Category.USER,
            "A plan calls a function that the catalogue does not have for these argument types.",
            "Correct the name or cast the arguments."),
    NO_MATCH_HERE(
            102,
            Category.INTERNAL,
            "An expression that only has a meaning inside MATCH_RECOGNIZE was found outside of it.",
            "Report the pipeline as a defect."),
    NO_CAST(
            103,
            Category.USER,
            "A value of one type cannot be cast to the other.",
            "Cast to a type that both can become, for example STRING."),
    NO_AGGREGATE(
            201,
            Category.USER,
            "A plan calls an aggregate function that the catalogue does not have for these argument types.",
            "Correct the name or cast the arguments."),
    WINDOW_NOT_SUPPORTED(
            202,
            Category.USER,
            "A window is defined in a way that the operator cannot run.",
            "Change the window as the hint says."),
    PATTERN_TOO_LONG(
            301,
            Category.USER,
            "A pattern has too many steps after its quantifiers and PERMUTE are unrolled.",
            "Lower the bounds of its quantifiers.");

    private final int number;
    private final Category category;
    private final String meaning;
    private final String cure;

    KernelError(int number, Category category, String meaning, String cure) {
        this.number = number;
        this.category = category;
        this.meaning = meaning;
        this.cure = cure;
    }

    @Override
    public String id() {
        return "KRN-" + number;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String cure() {
        return cure;
    }
}
