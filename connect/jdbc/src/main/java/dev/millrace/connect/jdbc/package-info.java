// SPDX-License-Identifier: Apache-2.0
/**
 * Tables of a relational database, {@code 'connector' = 'jdbc'}: asked for rows of a key by joins, and written by key. Start with
 * {@link dev.millrace.connect.jdbc.JdbcConnector}.
 */
package dev.millrace.connect.jdbc;
