// SPDX-License-Identifier: Apache-2.0
/** Pipelines that run: engine, loaders of files, workers that carry results to their sinks. */
package dev.millrace.server.pipeline;
