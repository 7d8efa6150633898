// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that runs when pipelines run: brokers, doors, engines, sinks, the API and the pages. Start with {@link
 * dev.millrace.server.Server}.
 */
package dev.millrace.server;
