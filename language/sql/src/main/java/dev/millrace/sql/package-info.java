// SPDX-License-Identifier: Apache-2.0
/**
 * SQL text to {@link dev.millrace.plan.Pipeline}; the only module that sees Calcite.
 *
 * <p>Start with {@link dev.millrace.sql.SqlCompiler}. A text goes through {@link dev.millrace.sql.SqlScript} (statements and
 * their places), tables, queries (Calcite's validator and relational algebra), and the planner that turns the algebra into
 * plan records. Nothing here evaluates a row, but for the literals of INSERT ... VALUES. No Calcite type leaves the package.
 */
package dev.millrace.sql;
