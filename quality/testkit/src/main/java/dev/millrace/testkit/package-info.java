// SPDX-License-Identifier: Apache-2.0
/**
 * What tests of Millrace are written with, shipped to users too.
 *
 * <p>Start with {@link dev.millrace.testkit.OperatorHarness}: it drives an operator as engines do. The tests of the kernel's
 * operators live in this module's test folder under the kernel's package names, because the kernel cannot depend on the
 * testkit that depends on it.
 */
package dev.millrace.testkit;
