// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextIndexTest {
    private static final int KEYS = 5_000;

    private final TextIndex index = new TextIndex();

    private static KeyEntry entry(int key) {
        return new KeyEntry(new byte[] {(byte) key}, key, 1);
    }

    @Test
    void entries_are_found_by_equal_texts_while_keys_come_and_go() {
        Random random = new Random(11);
        KeyEntry[] living = new KeyEntry[KEYS];
        for (int i = 0; i < 20 * KEYS; i++) {
            int key = random.nextInt(KEYS);
            KeyEntry found = index.find("key-" + key);
            assertSame(living[key], found, "key-" + key);
            if (found == null) {
                living[key] = entry(key);
                index.add("key-" + key, living[key]);
            } else if (random.nextInt(3) == 0) {
                found.isRemoved = true;
                living[key] = null;
            }
        }
    }

    @Test
    void texts_with_the_same_hash_are_told_apart() {
        KeyEntry first = entry(1);
        KeyEntry second = entry(2);
        index.add("Aa", first);
        index.add("BB", second);

        assertSame(first, index.find("Aa"));
        assertSame(second, index.find("BB"));
        assertNull(index.find("C#"));
    }
}
