// SPDX-License-Identifier: Apache-2.0
/** HTTP: the REST API, the live WebSocket, the pages. Handlers never block the event loop. */
package dev.millrace.server.web;
