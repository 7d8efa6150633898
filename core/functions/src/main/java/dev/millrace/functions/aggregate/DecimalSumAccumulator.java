// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exact sum or mean of decimals. Words: count; objects: the sum. */
final class DecimalSumAccumulator implements Accumulator {
    private static final int DIGITS_MAX = 38;
    private static final ObjectCodec CODEC = new ObjectCodec(DataType.decimal(DIGITS_MAX, 0));

    private final Numbers.DecimalReader reader;
    private final DataType type;
    private final boolean isMean;

    DecimalSumAccumulator(DataType argument, DataType result, boolean isMean) {
        this.reader = Numbers.asDecimal(argument);
        this.type = result;
        this.isMean = isMean;
    }

    @Override
    public int words() {
        return 1;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public void reset(long[] words, int word, Object[] objects, int object) {
        words[word] = 0;
        objects[object] = null;
    }

    @Override
    public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
        if (arguments[0].isNull) {
            return;
        }
        BigDecimal total = plus((BigDecimal) objects[object], reader.read(arguments[0]));
        if (total.precision() > DIGITS_MAX) {
            throw new ArithmeticException("sum " + total.toPlainString() + " has more than " + DIGITS_MAX + " digits");
        }
        objects[object] = total;
        words[word]++;
    }

    @Override
    public void merge(
            long[] intoWords,
            int intoWord,
            Object[] intoObjects,
            int intoObject,
            long[] fromWords,
            int fromWord,
            Object[] fromObjects,
            int fromObject) {
        if (fromWords[fromWord] == 0) {
            return;
        }
        intoObjects[intoObject] = plus((BigDecimal) intoObjects[intoObject], (BigDecimal) fromObjects[fromObject]);
        intoWords[intoWord] += fromWords[fromWord];
    }

    private static BigDecimal plus(BigDecimal sum, BigDecimal value) {
        return sum == null ? value : sum.add(value);
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        if (words[word] == 0) {
            result.setNull();
            return;
        }
        BigDecimal sum = (BigDecimal) objects[object];
        Numbers.set(result, type, isMean ? mean(sum, BigDecimal.valueOf(words[word])) : sum);
    }

    private BigDecimal mean(BigDecimal sum, BigDecimal count) {
        return type.kind() == TypeKind.DECIMAL
                ? sum.divide(count, type.scale(), RoundingMode.HALF_UP)
                : sum.divide(count, MathContext.DECIMAL128);
    }

    @Override
    public void writeObjects(Object[] objects, int object, ByteWriter out) {
        CODEC.write(objects[object], out);
    }

    @Override
    public void readObjects(Object[] objects, int object, ByteReader in) {
        objects[object] = CODEC.read(in);
    }
}
