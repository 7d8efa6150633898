// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.userfunctions;

import dev.millrace.model.DataType;
import dev.millrace.udf.Signature;
import dev.millrace.udf.UserAggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Mean of factors: the root of their product. Values are positive. */
public final class GeometricMean implements UserAggregateFunction<GeometricMean.State> {
    /** Sum of logarithms. */
    public static final class State {
        private double logarithms;
        private long count;
    }

    @Override
    public Signature signature() {
        return Signature.of(DataType.DOUBLE, DataType.DOUBLE);
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void add(State state, List<Object> arguments) {
        Double value = (Double) arguments.get(0);
        if (value == null) {
            return;
        }
        if (!(value > 0)) {
            throw new IllegalArgumentException(value + " is not positive");
        }
        state.logarithms += Math.log(value);
        state.count++;
    }

    @Override
    public void merge(State into, State from) {
        into.logarithms += from.logarithms;
        into.count += from.count;
    }

    @Override
    public Object result(State state) {
        return state.count == 0 ? null : Math.exp(state.logarithms / state.count);
    }

    @Override
    public void write(State state, DataOutput out) throws IOException {
        out.writeDouble(state.logarithms);
        out.writeLong(state.count);
    }

    @Override
    public State read(DataInput in) throws IOException {
        State state = new State();
        state.logarithms = in.readDouble();
        state.count = in.readLong();
        return state;
    }
}
