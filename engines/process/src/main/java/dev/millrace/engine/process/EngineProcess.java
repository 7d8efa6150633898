// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine in a process of its own, with its own class path. Asked over its standard input, answers on its standard output, logs
 * to its standard error, which goes to our log. It ends when this is closed, and by itself when our process ends in whatever
 * way, because its input ends then. Thread-safe; requests are answered one after the other, in order.
 */
public final class EngineProcess implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long END_SECONDS = 15;
    private static final long LOG_MS = 1_000;

    private final String engine;
    private final Process process;
    private final ChildLog log;
    private final Thread logThread;
    private final DataOutputStream out;
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<Integer, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> version = new CompletableFuture<>();
    private volatile boolean isClosed;

    private EngineProcess(EngineLaunch launch, Process process) {
        engine = launch.engine();
        this.process = process;
        log = new ChildLog(engine);
        logThread = log.follow(process.getErrorStream());
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread reader = new Thread(this::readAnswers, "millrace-engine-answers");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a process and waits until it answers, 60 s at most; throws ENG-441 or ENG-442. */
    public static EngineProcess start(EngineLaunch launch) {
        Process process;
        try {
            process = new ProcessBuilder(launch.command()).start();
        } catch (IOException e) {
            throw MillraceException.of(
                    ProcessError.NOT_STARTED,
                    "the process of engine \"" + launch.engine() + "\" could not be started: " + e.getMessage(),
                    "Look for the cause in the message.",
                    e);
        }
        EngineProcess started = new EngineProcess(launch, process);
        try {
            started.awaitStart();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void awaitStart() {
        try {
            int found = version.get(START_SECONDS, TimeUnit.SECONDS);
            if (found != Frames.PROTOCOL_VERSION) {
                throw MillraceException.of(
                        ProcessError.NOT_STARTED,
                        "the process of engine \"" + engine + "\" speaks version " + found + ", this one "
                                + Frames.PROTOCOL_VERSION,
                        "Build both from the same sources: ./mvnw -Dquick -DskipTests package.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while engine " + engine + " starts", e);
        } catch (ExecutionException | TimeoutException e) {
            throw MillraceException.of(
                    ProcessError.NOT_STARTED,
                    "the process of engine \"" + engine + "\" did not start" + end() + logLines(),
                    ProcessError.NOT_STARTED.cure(),
                    e);
        }
    }

    /** Operating system's number of the process. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Asks and waits for the answer, however long it takes.
     *
     * @throws MillraceException what the other side threw, with its own code and hint; ENG-443 when the process ends
     */
    public byte[] ask(String command, byte[] body) {
        int number = lastNumber.incrementAndGet();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        asked.put(number, answer);
        send(number, command, body);
        try {
            ByteReader in = new ByteReader(answer.get());
            if (in.readVarInt() != number) {
                throw new IllegalStateException("answer of another question");
            }
            boolean isFailed = in.readBoolean();
            if (isFailed) {
                throw Failures.decode(in);
            }
            return in.readBytes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while engine " + engine + " was asked to " + command, e);
        } catch (ExecutionException e) {
            throw ended(command, e);
        } finally {
            asked.remove(number);
        }
    }

    /** Says something that has no answer; waits only while the pipe is full. What goes wrong with it over there is in its log. */
    public void tell(String command, byte[] body) {
        send(0, command, body);
    }

    private void send(int number, String command, byte[] body) {
        ByteWriter frame = new ByteWriter();
        frame.writeVarInt(number);
        frame.writeString(command);
        frame.writeBytes(body);
        try {
            synchronized (out) {
                Frames.write(out, frame.toBytes());
            }
        } catch (IOException e) {
            asked.remove(number);
            throw ended(command, e);
        }
        if (number != 0 && version.isCompletedExceptionally()) {
            // The reader has ended before the question was noted down and will fail nothing any more.
            asked.remove(number);
            throw ended(command, null);
        }
    }

    private void readAnswers() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            byte[] hello = Frames.read(in);
            if (hello != null) {
                version.complete(new ByteReader(hello).readVarInt());
            }
            for (byte[] frame = Frames.read(in); frame != null; frame = Frames.read(in)) {
                CompletableFuture<byte[]> answer = asked.remove(new ByteReader(frame).readVarInt());
                if (answer != null) {
                    answer.complete(frame);
                }
            }
            fail(new IOException("end of output"));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception cause) {
        version.obtrudeException(cause);
        asked.values().forEach(answer -> answer.completeExceptionally(cause));
    }

    private MillraceException ended(String command, Exception cause) {
        String what = isClosed ? " was closed" : " ended" + end();
        return MillraceException.of(
                ProcessError.ENDED,
                "the process of engine \"" + engine + "\"" + what + " when it was asked to " + command + logLines(),
                ProcessError.ENDED.cure(),
                cause);
    }

    /** How the process ended, when it did; it may take a moment from the end of its output to its own. */
    private String end() {
        try {
            return process.waitFor(LOG_MS, TimeUnit.MILLISECONDS) ? " with exit code " + process.exitValue() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private String logLines() {
        try {
            logThread.join(process.isAlive() ? 1 : LOG_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return log.lastLines().isEmpty() ? "" : "; its last lines:\n  " + String.join("\n  ", log.lastLines());
    }

    /** Ends the process: at first by the end of its input, after 15 s by force. */
    @Override
    public void close() {
        isClosed = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // What was not sent yet is of no interest any more.
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
