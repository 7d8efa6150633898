// SPDX-License-Identifier: Apache-2.0
/**
 * One way to write SQL files: {@code millrace fmt}. Start with {@link dev.millrace.sql.layout.SqlLayout}. It works on words and not on
 * what they mean, so that texts in the middle of being written, comments and scenario directives keep everything but white space.
 */
package dev.millrace.sql.layout;
