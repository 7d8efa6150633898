// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.udf.Signature;
import java.util.stream.Collectors;

/** What messages say of a user's function. */
final class UserDocs {
    private UserDocs() {}

    static FunctionDoc of(String name, Signature signature) {
        String parameters = signature.parameters().stream()
                .map(t -> t.withNullable(true).toString())
                .collect(Collectors.joining(", "));
        return new FunctionDoc("(" + parameters + ")", "A function of your own: " + name, "", "");
    }
}
