// SPDX-License-Identifier: Apache-2.0
/**
 * SQL/JSON functions. Paths are those of the Jayway JsonPath library; modes, wrappers and behaviours follow SQL:2016 as Flink has it.
 *
 * <p>Start with {@link dev.millrace.libraries.json.JsonFunctions}. The planner turns the clauses of SQL/JSON into plain arguments.
 */
package dev.millrace.libraries.json;
