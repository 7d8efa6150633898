// SPDX-License-Identifier: Apache-2.0
/**
 * Scenario files: tables, the rows that arrive, queries and what must come out, in one {@code .sql} file that runs on every engine.
 *
 * <p>Start with {@link dev.millrace.testkit.scenario.ScenarioRunner}. {@link dev.millrace.testkit.scenario.ScenarioParser} reads a
 * file, {@link dev.millrace.testkit.scenario.ScenarioRun} plays it on one engine, {@link dev.millrace.testkit.scenario.FinalResult}
 * applies revisions, {@link dev.millrace.testkit.scenario.RowMatcher} compares.
 */
package dev.millrace.testkit.scenario;
