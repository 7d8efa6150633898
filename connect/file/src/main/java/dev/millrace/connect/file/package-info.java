// SPDX-License-Identifier: Apache-2.0
/**
 * Files of CSV or JSON lines as tables: bounded source and sink. Start with {@link
 * dev.millrace.connect.file.FileConnector}.
 */
package dev.millrace.connect.file;
