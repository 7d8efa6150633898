// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.ExchangeCodec;
import dev.millrace.kernel.host.Task;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Rows and progress that another task sent. */
final class ExchangeInputHost implements InputHost {
    private final Task task;
    private final int input;
    private final ExchangeCodec codec;
    private long taken;

    ExchangeInputHost(Exchange exchange, Task task, int input) {
        this.task = task;
        this.input = input;
        codec = exchange.codec();
    }

    @Override
    public void take(Record<byte[], byte[]> record, RecordMetadata place) {
        taken++;
        codec.decode(record.value(), task, input);
    }

    @Override
    public long takenRecords() {
        return taken;
    }
}
