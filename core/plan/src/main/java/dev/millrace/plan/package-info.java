// SPDX-License-Identifier: Apache-2.0
/**
 * A pipeline as immutable records: the only language between SQL and the engines.
 *
 * <p>Start with {@link dev.millrace.plan.Pipeline}: tables, and outputs that hang on trees of {@link
 * dev.millrace.plan.PlanNode}. Expressions are {@link dev.millrace.plan.Expression}s over the columns of a node's input.
 * No Calcite type and no engine type may appear here. Nodes are shared by identity: two outputs that read the same view
 * with the same emit mode hang on the same node object, and it is evaluated once.
 */
package dev.millrace.plan;
