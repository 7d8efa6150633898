// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the scenario files of this module, which state the behaviour of the product, and the shared conformance cases on every
 * engine. The files are beside {@code src}, one folder for each part of the language or kind of plan node.
 */
package dev.millrace.scenarios;
