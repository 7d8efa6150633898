// SPDX-License-Identifier: Apache-2.0
/**
 * Users' own functions: finding their classes and calling them so that nothing they do stops a pipeline.
 *
 * <p>Start with {@link dev.millrace.libraries.user.UserFunctions}. A plan names such a function by its class and jar, see {@link
 * dev.millrace.functions.UserFunctionName}, so every engine finds it without being told.
 */
package dev.millrace.libraries.user;
