// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Passes the log of a child process on to ours and remembers its last lines for messages. Lines begin with their level; what does
 * not goes on at the level before it, as lines of a stack trace do.
 */
final class ChildLog {
    private static final int LINES_KEPT = 12;

    private final Logger log;
    private final Deque<String> last = new ArrayDeque<>();
    private Level level = Level.INFO;

    ChildLog(String engine) {
        log = LoggerFactory.getLogger("dev.millrace.engine." + engine);
    }

    /** Starts to read; ends with the process. */
    Thread follow(InputStream lines) {
        Thread thread = new Thread(() -> read(lines), "millrace-engine-log");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    private void read(InputStream lines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            log.debug("log of the engine process ends cause={}", e.toString());
        }
    }

    private synchronized void take(String line) {
        last.add(line);
        if (last.size() > LINES_KEPT) {
            last.remove();
        }
        for (Level known : Level.values()) {
            if (line.startsWith(known.name() + " ")) {
                level = known;
                log.atLevel(level).log(line.substring(known.name().length() + 1));
                return;
            }
        }
        log.atLevel(level).log(line);
    }
}
