// SPDX-License-Identifier: Apache-2.0
/**
 * What a function of your own implements: {@link dev.millrace.udf.UserScalarFunction} for a value of one row, {@link
 * dev.millrace.udf.UserTableFunction} for rows of one row, {@link dev.millrace.udf.UserAggregateFunction} for a value of many. In SQL: {@code CREATE FUNCTION dew_point AS 'com.acme.DewPoint' LANGUAGE JAVA USING
 * JAR 'acme.jar'}.
 *
 * <p>Values are boxed as {@link dev.millrace.model.Row#valueAt} gives them: Integer for INT, Long for BIGINT and times (epoch
 * milliseconds), Double, BigDecimal, String, Boolean, List, Map, Row; null for NULL. A function must be deterministic, because a replay
 * must give the same, and must not keep what it is given. Classes have a public constructor without parameters; every use in a plan has an
 * instance of its own, called by one thread at a time. A jar sees Java, this package and {@code dev.millrace.model}, and nothing else of
 * Millrace or of other jars.
 */
package dev.millrace.udf;
