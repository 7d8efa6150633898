// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel;

import dev.millrace.model.Row;

/**
 * A stateful step, written once for all engines. The operator object holds code and scratch space only; all memory of a key
 * is in its state object, which the host keeps, saves and drops. One operator object is used by one thread.
 *
 * <p>The host calls, for each key in turn: {@link #process} for every row in the order of arrival; after it {@link #onTime}
 * whenever the progress of the stream has reached {@link #nextWakeMs}; at the end of the input {@code onTime} with {@link
 * #END}. State objects are mutated in place.
 *
 * @param <S> state of one key
 */
public interface Operator<S> {
    /** Progress when the input was silent for {@code time.idle} of wall-clock time: everything fires, nothing is dropped. */
    long IDLE = Long.MAX_VALUE - 1;

    /** Progress at the end of the input: everything fires, is finished and dropped. */
    long END = Long.MAX_VALUE;

    /** {@link #nextWakeMs} of a state that waits for nothing. */
    long NEVER = Long.MAX_VALUE;

    /** State of a key that was never seen. */
    S newState();

    /**
     * Takes one row.
     *
     * @param port input of the operator that the row came by, 0 unless it is a join
     * @param row with {@link Row#progressMs} set to the progress of the stream just before it; may be kept, must not be changed
     */
    void process(S state, int port, Row row, Collector out);

    /**
     * Takes progress of the stream. With a clock for the stream it is the watermark: windows fire at {@code end - 1}. With a
     * clock per key it is how far the other keys are, and serves silent keys only: a window fires when progress reached {@code
     * end + idle} and this key sent nothing while progress moved by {@code idle}.
     *
     * @param progressMs event time, never less than before; {@link #IDLE} or {@link #END}
     */
    void onTime(S state, long progressMs, Collector out);

    /** Least progress at which {@link #onTime} has something to do, {@link #NEVER} for nothing. Cheap: asked after every call. */
    long nextWakeMs(S state);

    /** Whether the state equals a new one, so that the host may drop it. */
    boolean isEmpty(S state);

    StateCodec<S> codec();
}
