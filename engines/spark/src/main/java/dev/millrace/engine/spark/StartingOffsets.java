// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Where reading begins, as Spark takes it: a JSON object of partitions and offsets by topic. */
final class StartingOffsets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StartingOffsets() {}

    /** Those of some topics. */
    static String only(String json, Set<String> topics) {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(json);
            return all.retain(topics).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("starting offsets " + json, e);
        }
    }
}
