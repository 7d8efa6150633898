// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

/**
 * What the SQL reference says of a function.
 *
 * @param signature for example {@code POSITION(needle IN text)}
 * @param text one or two sentences: what it gives, units, NULL, errors
 * @param example an expression that can be evaluated without input, for example {@code UPPER('pump')}
 * @param result of the example as {@code ./millrace test} writes cells
 */
public record FunctionDoc(String signature, String text, String example, String result) {}
