// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import java.util.List;
import java.util.Optional;

/**
 * A scenario whose text is wrong on purpose: {@code -- expect error CODE}, and two carets around the wrong words.
 *
 * @param code for example {@code SQL-104}
 * @param text without the carets
 * @param line of the wrong words, from 1; 0 when there are no carets
 * @param column where they begin, from 1
 */
record ExpectedError(String code, String text, int line, int column) {

    /** Empty when the file expects no error. */
    static Optional<ExpectedError> of(String text) {
        List<String> lines = text.lines().toList();
        Optional<Directive> directive = Directive.of(lines).stream()
                .filter(d -> d.word().equals("expect error"))
                .findFirst();
        return directive.map(d -> withoutCarets(d.argument(), lines));
    }

    private static ExpectedError withoutCarets(String code, List<String> lines) {
        StringBuilder bare = new StringBuilder();
        int line = 0;
        int column = 0;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            boolean isComment = text.strip().startsWith("--");
            if (!isComment && text.indexOf('^') >= 0) {
                if (line == 0) {
                    line = i + 1;
                    column = text.indexOf('^') + 1;
                }
                text = text.replace("^", "");
            }
            bare.append(text).append('\n');
        }
        return new ExpectedError(code, bare.toString(), line, column);
    }

    /** What is different about an error; empty when it is the expected one. */
    Optional<String> difference(MillraceException error) {
        if (!error.code().id().equals(code)) {
            return Optional.of("expected error " + code + " but got\n" + error.render());
        }
        Optional<Location> place = error.location();
        boolean isHere = line == 0
                || place.isPresent()
                        && place.get().line() == line
                        && place.get().column() == column;
        return isHere
                ? Optional.empty()
                : Optional.of("expected " + code + " at " + line + ":" + column + " but it is at "
                        + place.map(p -> p.line() + ":" + p.column()).orElse("no place"));
    }
}
