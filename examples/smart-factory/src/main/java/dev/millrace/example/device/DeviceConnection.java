// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One MQTT 3.1.1 connection that publishes at QoS 1. Bounded twice: by the window of unacknowledged publishes and by the output
 * buffer; who publishes asks {@link #canPublish} first. A lost connection is opened again and what was not acknowledged is sent
 * again, marked as duplicate. Used by one thread, that of the {@link DeviceLoop}.
 */
public final class DeviceConnection {
    private static final long RECONNECT_AFTER_MS = 200;
    private static final int CONNACK = 2;
    private static final int PUBACK = 4;
    private static final int[] NOTHING = {};

    private final Selector selector;
    private final InetSocketAddress server;
    private final String clientId;
    private final InFlight inFlight;
    private final ByteBuffer out = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer in = ByteBuffer.allocateDirect(8 * 1024);

    private SocketChannel channel;
    private SelectionKey key;
    private boolean isAccepted;
    private long reconnectAtMs;
    private int[] again = NOTHING;
    private int againNext;
    private long acknowledged;
    private long reconnects;
    private String trouble = "no answer";

    DeviceConnection(Selector selector, InetSocketAddress server, String clientId, int window) {
        this.selector = selector;
        this.server = server;
        this.clientId = clientId;
        this.inFlight = new InFlight(window);
        open();
    }

    /** Whether the next publish will be taken: connected, window open, room in the buffer. */
    public boolean canPublish() {
        return isAccepted && !inFlight.isFull() && againNext == again.length && out.remaining() > out.capacity() / 2;
    }

    /** Puts a publish into the buffer; {@link #flush} sends it. Only when {@link #canPublish}; packets up to 32 KiB. */
    public void publish(PublishPacket packet) {
        int slot = inFlight.add(packet);
        out.put(inFlight.bytes(slot), 0, inFlight.length(slot));
    }

    /** Publishes that wait for their acknowledgement. */
    public int unacknowledged() {
        return inFlight.count();
    }

    /** Publishes that were acknowledged since the beginning. */
    public long acknowledged() {
        return acknowledged;
    }

    /** How often the connection was lost and opened again. */
    public long reconnects() {
        return reconnects;
    }

    public boolean isConnected() {
        return isAccepted;
    }

    /** Why the connection is not there, for a message. */
    public String trouble() {
        return trouble;
    }

    /** Sends what the socket takes. */
    public void flush() {
        try {
            if (isAccepted && (out.position() > 0 || againNext < again.length)) {
                write();
            }
        } catch (IOException broken) {
            lose(broken);
        }
    }

    /** Opens the connection again when it is time to. */
    void tick(long nowMs) {
        if (channel == null && nowMs >= reconnectAtMs) {
            reconnects++;
            open();
        }
    }

    /** The selector says that something can be done. */
    void ready() {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                sendConnect();
            }
            if (key.isReadable()) {
                read();
            }
            if (channel != null && key.isValid() && key.isWritable()) {
                write();
            }
        } catch (IOException broken) {
            lose(broken);
        }
    }

    /** Says goodbye and closes; what is unacknowledged stays so. */
    void close() {
        try {
            if (channel != null) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) 0xe0, 0}));
                channel.close();
            }
        } catch (IOException gone) {
            trouble = gone.getMessage();
        }
        channel = null;
        isAccepted = false;
        reconnectAtMs = Long.MAX_VALUE;
    }

    private void open() {
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            if (channel.connect(server)) {
                key.interestOps(SelectionKey.OP_READ);
                sendConnect();
            }
        } catch (IOException refused) {
            lose(refused);
        }
    }

    private void sendConnect() throws IOException {
        byte[] id = clientId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer connect = ByteBuffer.allocate(14 + id.length);
        connect.put((byte) 0x10).put((byte) (12 + id.length));
        connect.putShort((short) 4)
                .put("MQTT".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 4);
        // Clean session: what was not acknowledged is kept here. Keep-alive 0: an idle device is no dead one.
        connect.put((byte) 2).putShort((short) 0);
        connect.putShort((short) id.length).put(id).flip();
        channel.write(connect);
    }

    private void read() throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            throw new IOException("the server closed the connection");
        }
        in.flip();
        while (in.remaining() >= 2 && in.remaining() >= 2 + (in.get(in.position() + 1) & 0xff)) {
            int type = (in.get() & 0xff) >> 4;
            int length = in.get() & 0xff;
            received(type, in.position());
            in.position(in.position() + length);
        }
        in.compact();
    }

    private void received(int type, int at) throws IOException {
        if (type == PUBACK) {
            if (inFlight.acknowledge(in.getShort(at) & 0xffff)) {
                acknowledged++;
            }
        } else if (type == CONNACK) {
            if (in.get(at + 1) != 0) {
                throw new IOException("the server refused the connection with code " + in.get(at + 1));
            }
            isAccepted = true;
            out.clear();
            again = inFlight.again();
            againNext = 0;
            write();
        }
    }

    private void write() throws IOException {
        do {
            while (againNext < again.length && out.remaining() >= inFlight.length(again[againNext])) {
                int slot = again[againNext++];
                out.put(inFlight.bytes(slot), 0, inFlight.length(slot));
            }
            out.flip();
            channel.write(out);
            out.compact();
        } while (out.position() == 0 && againNext < again.length);
        boolean isBlocked = out.position() > 0;
        int wanted = isBlocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void lose(IOException why) {
        trouble = why.getMessage() == null ? why.toString() : why.getMessage();
        isAccepted = false;
        in.clear();
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException twice) {
            throw new UncheckedIOException(twice);
        }
        channel = null;
        reconnectAtMs = System.currentTimeMillis() + RECONNECT_AFTER_MS;
    }
}
