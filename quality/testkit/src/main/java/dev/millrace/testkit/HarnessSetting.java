// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.kernel.Operator;
import dev.millrace.model.Schema;
import java.util.List;
import java.util.function.Supplier;

/** What all runs of a case share. */
record HarnessSetting<S>(
        Supplier<? extends Operator<S>> operators, Schema input, Schema output, List<Integer> keys, long boundMs) {}
