// SPDX-License-Identifier: Apache-2.0
/** Functions of one's own: a value of a row, rows of a row, a value of many rows. The SQL that uses them is in {@code scenarios/}. */
package dev.millrace.example.userfunctions;
