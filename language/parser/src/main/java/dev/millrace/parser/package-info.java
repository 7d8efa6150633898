// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar: Calcite's parser with Millrace's statements and types, generated at build time, and the nodes of those
 * statements.
 *
 * <p>Start with {@code src/main/codegen/Parser.tdd}. The meaning of the nodes is in {@code language/sql}. It is a module of
 * its own because generating and compiling the parser takes 15 seconds and is rarely needed.
 */
package dev.millrace.parser;
