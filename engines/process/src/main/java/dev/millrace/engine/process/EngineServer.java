// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other end of {@link EngineProcess}: reads what is asked from standard input and answers on standard output. */
public final class EngineServer {
    private static final Logger LOG = LoggerFactory.getLogger(EngineServer.class);

    private EngineServer() {}

    /** Answers what is asked; called by one thread. */
    public interface Service {
        /**
         * @param body belongs to the call
         * @return body of the answer, empty when there is nothing to say; not looked at when no answer is wanted
         */
        byte[] answer(String command, ByteReader body) throws Exception;
    }

    /**
     * Serves until the input ends. From here on standard output belongs to answers: what libraries print goes to standard error.
     */
    public static void serve(Service service) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err);
        ByteWriter hello = new ByteWriter();
        hello.writeVarInt(Frames.PROTOCOL_VERSION);
        Frames.write(out, hello.toBytes());
        for (byte[] frame = Frames.read(in); frame != null; frame = Frames.read(in)) {
            ByteReader request = new ByteReader(frame);
            int number = request.readVarInt();
            byte[] answer = answer(service, number, request);
            if (number != 0) {
                Frames.write(out, answer);
            }
        }
    }

    private static byte[] answer(Service service, int number, ByteReader request) {
        ByteWriter answer = new ByteWriter();
        answer.writeVarInt(number);
        String command = request.readString();
        try {
            byte[] body = service.answer(command, new ByteReader(request.readBytes()));
            answer.writeBoolean(false);
            answer.writeBytes(body);
        } catch (Exception | LinkageError | StackOverflowError e) {
            // It is thrown on the other side; what is lost on the way is the place.
            LOG.debug("request failed command={}", command, e);
            byte[] failure = Failures.encode(e);
            answer.writeBoolean(true);
            answer.writeRaw(failure, 0, failure.length);
        }
        return answer.toBytes();
    }
}
