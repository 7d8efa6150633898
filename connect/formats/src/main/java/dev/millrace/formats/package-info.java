// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes to rows and back: JSON and CSV.
 *
 * <p>Start with {@link dev.millrace.formats.JsonFormat}. JSON is read by our own scanner because it is on the path of every
 * reading: it looks at each byte once, makes objects only for text it has not seen lately, and refuses all that RFC 8259
 * refuses.
 */
package dev.millrace.formats;
