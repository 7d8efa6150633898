// SPDX-License-Identifier: Apache-2.0
/** Tables that are filled over HTTP only. The door itself, {@code POST /ingest/<table>}, is in {@code app/gateway}. */
package dev.millrace.connect.http;
