// SPDX-License-Identifier: Apache-2.0
/** The first rows of each group in an order, as a result that is corrected. Start reading at {@link dev.millrace.kernel.topn.TopNOperator}. */
package dev.millrace.kernel.topn;
