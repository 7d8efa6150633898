// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

/** One key of a join. */
public final class JoinState {
    final SideState left = new SideState(0);
    final SideState right = new SideState(1);

    JoinState() {}

    SideState side(int port) {
        return port == 0 ? left : right;
    }
}
