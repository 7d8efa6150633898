// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.host.ColdState;
import java.util.function.BiConsumer;

/** Objects on the heap that {@link KafkaHeapStore} keeps in step with a changelog. One thread. */
interface HeapState {
    /** Makes the objects of one task. */
    interface Factory {
        /** @param cold where state is that is not on the heap; null when all of it is */
        HeapState make(int partition, ColdState cold);
    }

    /** Takes up what is in the cold store; called once, before anything else, instead of {@link #load} and {@link #loaded}. */
    void open();

    /** Takes one piece. Every piece comes once, before anything else is called. */
    void load(byte[] key, byte[] value);

    /** Says that all pieces were loaded; called once, also when there are none. */
    void loaded();

    /** Writes the pieces that changed since the last call; a null value says that a piece is gone. */
    void saveChanges(BiConsumer<byte[], byte[]> out);

    /** Writes all pieces, where there is no cold store. Nothing else is called afterwards. */
    void saveAll(BiConsumer<byte[], byte[]> out);
}
