// SPDX-License-Identifier: Apache-2.0
/**
 * Steps without memory.
 *
 * <p>{@link dev.millrace.kernel.calc.CalcTransform} filters and projects, {@link
 * dev.millrace.kernel.calc.WindowAssignTransform} gives every row once for each of its windows.
 */
package dev.millrace.kernel.calc;
