// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.connect.kafka.RecordHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Messages of a scenario to the tasks, in the topics beside the rows. */
enum Control {
    /** Wall-clock time passed without rows. */
    IDLE,
    /** The input ended. */
    END;

    private final RecordHeader header = new RecordHeader(RecordHeaders.CONTROL, name().getBytes(ISO_8859_1));

    Header header() {
        return header;
    }

    /** The message of a record without value, null when it is none. */
    static Control of(Headers headers) {
        String text = RecordHeaders.text(headers, RecordHeaders.CONTROL);
        for (Control control : values()) {
            if (control.name().equals(text)) {
                return control;
            }
        }
        return null;
    }
}
