// SPDX-License-Identifier: Apache-2.0
/**
 * Positions on Earth in degrees of WGS84: distance, course and fences.
 *
 * <p>Start with {@link dev.millrace.functions.geo.Sphere} and {@link dev.millrace.functions.geo.Fence}.
 */
package dev.millrace.functions.geo;
