// SPDX-License-Identifier: Apache-2.0
/**
 * Units of measurement: what {@code COMMENT 'unit: degC'} may say, what units may be added or compared, and conversion.
 *
 * <p>Start with {@link dev.millrace.functions.unit.Units}. Why a table of our own instead of a library: decision 13.
 */
package dev.millrace.functions.unit;
