// SPDX-License-Identifier: Apache-2.0
/** Functions of one's own: one of a row, one of many rows. The SQL that uses them is in {@code scenarios/}. */
package dev.millrace.example.userfunctions;
