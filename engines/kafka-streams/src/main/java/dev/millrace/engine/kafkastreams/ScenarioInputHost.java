// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.ByteReader;
import dev.millrace.model.RowCodec;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Rows of a scenario, in binary form, with arrival. */
final class ScenarioInputHost implements InputHost {
    private final Task task;
    private final RowCodec codec;
    private long taken;

    ScenarioInputHost(TableInput input, Task task) {
        this.task = task;
        codec = new RowCodec(input.table().table().schema());
    }

    @Override
    public void take(Record<byte[], byte[]> record, RecordMetadata place) {
        taken++;
        task.process(
                codec.readWithOrigin(new ByteReader(record.value())).withPosition(place.partition(), place.offset()));
    }

    @Override
    public long takenRecords() {
        return taken;
    }
}
