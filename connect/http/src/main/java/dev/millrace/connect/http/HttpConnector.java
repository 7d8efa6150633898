// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.http;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Option;
import java.util.List;

/**
 * A table that is filled by {@code POST /ingest/<table>} and in no other way; tables with connector {@code mqtt} take the
 * same requests besides MQTT.
 */
public final class HttpConnector implements Connector {
    /** Value of the option {@code connector}. */
    public static final String NAME = "http";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "Readings sent to POST /ingest/<table>: one JSON object, an array or one a line; answered when Kafka has them.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public Usage usage() {
        return Usage.DOOR;
    }
}
