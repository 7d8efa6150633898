// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.userfunctions;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.udf.Signature;
import dev.millrace.udf.UserTableFunction;
import java.util.List;

/**
 * Samples of a packed burst: a device that saves its radio sends {@code "0=20.5;40=20.9"}, milliseconds after the first sample and
 * value, in one message. Gives one row for each sample.
 */
public final class Samples implements UserTableFunction {
    @Override
    public Signature signature() {
        DataType sample =
                DataType.row(List.of(new Column("after_ms", DataType.INT), new Column("sample", DataType.DOUBLE)));
        return Signature.of(sample, DataType.STRING);
    }

    @Override
    public void call(List<Object> arguments, Rows out) {
        String burst = (String) arguments.get(0);
        if (burst == null || burst.isBlank()) {
            return;
        }
        for (String sample : burst.split(";")) {
            int equals = sample.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("sample \"" + sample + "\" has no =");
            }
            out.add(Integer.valueOf(sample.substring(0, equals)), Double.valueOf(sample.substring(equals + 1)));
        }
    }
}
