// SPDX-License-Identifier: Apache-2.0
/**
 * Functions that stand on libraries of others: JSON paths and sketches. Apart from {@code functions}, so that the rest of the core
 * needs nothing but Java.
 *
 * <p>Start with {@link dev.millrace.libraries.Libraries}, which the function catalog finds as a service.
 */
package dev.millrace.libraries;
