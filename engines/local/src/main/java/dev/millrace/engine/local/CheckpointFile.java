// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A checkpoint on disk: written beside its place, forced to the disk and moved there, so that a crash leaves the old one or the
 * new one. Layout: magic word, checksum of the rest, pipeline name, parallelism, positions by table, state.
 */
final class CheckpointFile {
    private static final long MAGIC = 0x3154504B434C4C4DL;
    private static final int HEAD_BYTES = 2 * Long.BYTES;

    private final Path file;

    /**
     * What a checkpoint holds.
     *
     * @param positions of sources, by table
     * @param state as {@link LocalRuntime#save} writes it
     */
    record Content(String pipeline, int parallelism, Map<String, byte[]> positions, byte[] state) {}

    CheckpointFile(Path file) {
        this.file = file;
    }

    void write(Content content) {
        ByteWriter body = new ByteWriter();
        body.writeString(content.pipeline());
        body.writeVarInt(content.parallelism());
        body.writeVarInt(content.positions().size());
        content.positions().forEach((table, position) -> {
            body.writeString(table);
            body.writeBytes(position);
        });
        body.writeBytes(content.state());
        ByteWriter head = new ByteWriter();
        head.writeLong(MAGIC);
        head.writeLong(checksum(body.buffer(), 0, body.size()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeAll(channel, ByteBuffer.wrap(head.buffer(), 0, head.size()));
                writeAll(channel, ByteBuffer.wrap(body.buffer(), 0, body.size()));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw MillraceException.of(
                    LocalError.CHECKPOINT_UNWRITABLE,
                    "checkpoint \"" + file + "\" cannot be written: " + e.getMessage(),
                    "Free space on the disk or give a folder that can be written.",
                    e);
        }
    }

    /** Empty when there is no checkpoint yet. */
    Optional<Content> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable("cannot be read: " + e.getMessage());
        }
        if (bytes.length < HEAD_BYTES) {
            throw unreadable("has " + bytes.length + " bytes");
        }
        ByteReader in = new ByteReader(bytes);
        if (in.readLong() != MAGIC) {
            throw unreadable("is no checkpoint of Millrace");
        }
        if (in.readLong() != checksum(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES)) {
            throw unreadable("is damaged: its checksum does not match");
        }
        String pipeline = in.readString();
        int parallelism = in.readVarInt();
        Map<String, byte[]> positions = new TreeMap<>();
        int tables = in.readVarInt();
        for (int i = 0; i < tables; i++) {
            String table = in.readString();
            positions.put(table, in.readBytes());
        }
        return Optional.of(new Content(pipeline, parallelism, positions, in.readBytes()));
    }

    MillraceException unreadable(String fact) {
        return MillraceException.of(
                LocalError.CHECKPOINT_UNREADABLE,
                "checkpoint \"" + file + "\" " + fact,
                "Delete the file to begin anew, or give the checkpoint that belongs to this pipeline.");
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}
