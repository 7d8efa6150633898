// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import java.util.Optional;

/**
 * How a plan names a user's function: by its class and jar, so that it needs no declaration beside the plan.
 *
 * @param className fully qualified
 * @param jar path of the jar, empty when the class is on the class path
 */
public record UserFunctionName(String className, String jar) {
    private static final String PREFIX = "user:";
    private static final char JAR = '@';

    /** Empty when the name is that of a function of the catalog. */
    public static Optional<UserFunctionName> parse(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int jar = name.indexOf(JAR);
        return Optional.of(new UserFunctionName(
                name.substring(PREFIX.length(), jar < 0 ? name.length() : jar),
                jar < 0 ? "" : name.substring(jar + 1)));
    }

    /** The name in a plan. */
    @Override
    public String toString() {
        return PREFIX + className + (jar.isEmpty() ? "" : JAR + jar);
    }
}
