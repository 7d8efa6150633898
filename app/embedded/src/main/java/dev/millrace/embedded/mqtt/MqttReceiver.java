// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

/** Takes what clients publish. Called on the threads of the connections: it must not block, or all their clients wait. */
public interface MqttReceiver {
    /** Takes a message; answers once, on any thread, now or later. Messages of one client come in their order. */
    void receive(MqttMessage message, Answer answer);

    /**
     * A PUBLISH was refused because it is larger than allowed; its connection is closed.
     *
     * @param topic empty when it could not be read
     * @param first the first bytes of the payload
     * @param sizeBytes of the whole packet, as its header says
     */
    void tooLarge(String clientId, String topic, byte[] first, long sizeBytes);

    /** Whether so much is unanswered that no more should be read from any connection. Asked often, so it must be cheap. */
    boolean isFull();

    /** What becomes of a message. */
    interface Answer {
        /** It is safe: the client gets its acknowledgement. */
        void stored();

        /** It is not safe: the client gets none, and is disconnected so that it sends again. */
        void failed();
    }
}
