// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

/** Stands for the state of a user's aggregate that is lost, and says why. */
record Broken(String reason) {}
