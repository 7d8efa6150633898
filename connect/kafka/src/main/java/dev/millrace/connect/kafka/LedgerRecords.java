// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Ledger entries as records: key is the device, value one flat JSON object with the raw bytes in base64. Thread-safe. */
public final class LedgerRecords {
    private static final JsonFactory JSON = new JsonFactory();

    private LedgerRecords() {}

    /** Key of the record, null when the entry has none. */
    public static byte[] key(LedgerEntry entry) {
        return entry.key() == null || entry.key().isEmpty() ? null : entry.key().getBytes(UTF_8);
    }

    public static byte[] value(LedgerEntry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 + entry.raw().length * 4 / 3);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("time", entry.timeMs());
            json.writeStringField("pipeline", entry.pipeline());
            json.writeStringField("table", entry.table());
            json.writeStringField("key", entry.key() == null ? "" : entry.key());
            json.writeStringField("reason", entry.reason().name());
            json.writeStringField("detail", entry.detail());
            json.writeStringField("raw", Base64.getEncoder().encodeToString(entry.raw()));
            json.writeStringField("topic", entry.topic());
            json.writeNumberField("partition", entry.partition());
            json.writeNumberField("offset", entry.offset());
            json.writeBooleanField("partial", entry.isPartial());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Record with the time of the entry as timestamp. */
    public static ProducerRecord<byte[], byte[]> encode(String topic, LedgerEntry entry) {
        return new ProducerRecord<>(topic, null, entry.timeMs(), key(entry), value(entry));
    }

    /** Throws KAF-104 when the value is none of ours. */
    public static LedgerEntry decode(byte[] value) {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser json = JSON.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            return entry(fields);
        } catch (IOException | IllegalArgumentException e) {
            throw MillraceException.of(
                    KafkaError.RECORD_UNREADABLE,
                    "record \"" + new String(value, UTF_8) + "\" is no ledger entry: " + e.getMessage(),
                    "Let only Millrace write to ledger topics.",
                    e);
        }
    }

    private static LedgerEntry entry(Map<String, String> fields) {
        return new LedgerEntry(
                Long.parseLong(fields.getOrDefault("time", "0")),
                fields.getOrDefault("pipeline", ""),
                fields.getOrDefault("table", ""),
                fields.getOrDefault("key", ""),
                LedgerReason.valueOf(fields.getOrDefault("reason", "")),
                fields.getOrDefault("detail", ""),
                Base64.getDecoder().decode(fields.getOrDefault("raw", "")),
                fields.getOrDefault("topic", ""),
                Integer.parseInt(fields.getOrDefault("partition", "-1")),
                Long.parseLong(fields.getOrDefault("offset", "-1")),
                Boolean.parseBoolean(fields.getOrDefault("partial", "false")));
    }
}
