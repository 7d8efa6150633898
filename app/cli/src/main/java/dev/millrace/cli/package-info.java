// SPDX-License-Identifier: Apache-2.0
/**
 * {@code millrace ...}: one class a command.
 *
 * <p>Start with {@link dev.millrace.cli.MillraceCommand}, which lists them. Commands read flags, call the server, the language or
 * the scenario runner, and print; nothing about pipelines is decided here. Standard output carries results, standard error
 * everything else. Exit codes: 0 fine, 1 the user's input, 2 the environment, 3 a defect ({@link dev.millrace.cli.Failures}).
 */
package dev.millrace.cli;
