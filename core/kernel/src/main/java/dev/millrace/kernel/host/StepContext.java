// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

/**
 * What steps share with their task.
 *
 * @param tableName table that rejected rows are booked on when their own is not known
 * @param isReading whether rows at this step are readings still, not results of an operator
 */
record StepContext(Account account, TaskClock clock, TaskOutput output, String tableName, boolean isReading) {
    StepContext withReading(boolean isReadingHere) {
        return new StepContext(account, clock, output, tableName, isReadingHere);
    }
}
