// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts the operator kernel in Apache Spark: the half that runs in Spark's process.
 *
 * <p>Spark spreads, moves and keeps; the kernel decides. What the house calls a partition of a task is one group of Spark, with a
 * number for all of the pipeline, its {@link dev.millrace.engine.spark.Layout address}. Everything that travels is a {@link
 * dev.millrace.engine.spark.Parcel}, and {@link dev.millrace.engine.spark.TaskHost} feeds those of one address to one kernel task in
 * their order. Tasks without a sender are level 0, others one above their highest sender; a level is one shuffle. What is for a later
 * level, or is a result, passes the levels between untouched, so a pipeline is one chain whatever its shape.
 */
package dev.millrace.engine.spark;
