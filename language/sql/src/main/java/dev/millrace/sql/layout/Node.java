// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

/** A token, or what stands in parentheses. */
sealed interface Node permits Token, Group {}
