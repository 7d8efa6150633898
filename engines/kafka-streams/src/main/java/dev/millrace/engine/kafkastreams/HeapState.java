// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import java.util.function.BiConsumer;

/** Objects on the heap that {@link KafkaHeapStore} keeps in step with a changelog. One thread. */
interface HeapState {
    /** Takes one piece. Every piece comes once, before anything else is called. */
    void load(byte[] key, byte[] value);

    /** Says that all pieces were loaded; called once, also when there are none. */
    void loaded();

    /** Writes the pieces that changed since the last call; a null value says that a piece is gone. */
    void saveChanges(BiConsumer<byte[], byte[]> out);

    /** Writes all pieces. Nothing else is called afterwards. */
    void saveAll(BiConsumer<byte[], byte[]> out);
}
