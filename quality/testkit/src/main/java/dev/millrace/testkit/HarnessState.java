// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** State of one key with its saved parts, as a changelog holds them. */
final class HarnessState<S> {
    private final String key;
    private final int copy;
    private final Map<Integer, byte[]> parts = new TreeMap<>();
    private S value;

    HarnessState(String key, int copy, S value) {
        this.key = key;
        this.copy = copy;
        this.value = value;
    }

    String key() {
        return key;
    }

    int copy() {
        return copy;
    }

    S value() {
        return value;
    }

    void save(StateCodec<S> codec, boolean isAll) {
        if (isAll) {
            parts.clear();
        }
        PartWriter writer = new PartWriter();
        codec.save(value, isAll, writer);
        writer.complete();
    }

    /** Reads the parts last to first, since they may come in any order. */
    void restore(Operator<S> operator) {
        StateCodec<S> codec = operator.codec();
        value = operator.newState();
        List<Integer> numbers = new ArrayList<>(parts.keySet());
        Collections.reverse(numbers);
        for (int number : numbers) {
            codec.load(value, number, codec.version(), new ByteReader(parts.get(number)));
        }
        codec.loaded(value);
    }

    /** One buffer for all parts, as hosts do, so that a part that is kept for later would be seen. */
    private final class PartWriter implements StateCodec.Parts {
        private final ByteWriter buffer = new ByteWriter();
        private int open = -1;

        @Override
        public ByteWriter part(int number) {
            complete();
            open = number;
            return buffer.reset();
        }

        @Override
        public void delete(int number) {
            complete();
            parts.remove(number);
        }

        void complete() {
            if (open >= 0) {
                parts.put(open, buffer.toBytes());
                open = -1;
            }
        }
    }
}
