// SPDX-License-Identifier: Apache-2.0
/** Result rows as lines of text. Start with {@link dev.millrace.connect.print.PrintConnector}. */
package dev.millrace.connect.print;
