// SPDX-License-Identifier: Apache-2.0
/**
 * {@code millrace replay}: rows of a CSV file become readings, sent to a door or a topic at the pace of their own times.
 *
 * <p>{@link dev.millrace.cli.replay.CsvRows} reads, {@link dev.millrace.cli.replay.ReadingForm} makes the payload, {@link
 * dev.millrace.cli.replay.Pace} waits, a {@link dev.millrace.cli.replay.ReplayTarget} sends and counts acknowledgements.
 */
package dev.millrace.cli.replay;
