// SPDX-License-Identifier: Apache-2.0
/** Functions that find what is not normal in a series: scores against a frame, and state machines over a key's history. */
package dev.millrace.functions.anomaly;
