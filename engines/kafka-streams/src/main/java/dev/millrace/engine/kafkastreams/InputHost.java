// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Gives the records of one input of a task to the kernel. One thread. */
interface InputHost {
    /** Takes a record. Never throws for what is in it. */
    void take(Record<byte[], byte[]> record, RecordMetadata place);

    /** Rows that were read and wait to be processed with others, see {@link #processWaiting}. */
    default int waiting() {
        return 0;
    }

    /** Processes the rows that wait, in their order. */
    default void processWaiting() {
        // Most inputs keep none.
    }

    /** Records that were taken since the task was started here. */
    long takenRecords();
}
