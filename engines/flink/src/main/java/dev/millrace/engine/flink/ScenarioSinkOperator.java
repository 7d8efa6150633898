// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Writes results to a {@link ScenarioBoard}. */
final class ScenarioSinkOperator extends AbstractStreamOperator<SinkRecord>
        implements OneInputStreamOperator<SinkRecord, SinkRecord> {
    private static final long serialVersionUID = 1L;

    private final String scenario;

    ScenarioSinkOperator(String scenario) {
        this.scenario = scenario;
    }

    @Override
    public void processElement(StreamRecord<SinkRecord> element) {
        ScenarioBoard.of(scenario).result(element.getValue());
    }
}
