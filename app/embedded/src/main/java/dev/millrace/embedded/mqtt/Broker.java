// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

/** A way to run the broker with a receiver that decides when acknowledgements leave. */
interface Broker {
    /** Gives the port that the listener took. */
    int start() throws Exception;

    /** Does nothing when it never started or has stopped. */
    void stop();
}
