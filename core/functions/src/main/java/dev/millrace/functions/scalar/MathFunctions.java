// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of doubles; any number is taken. */
final class MathFunctions {
    private static final double LN_2 = Math.log(2);

    private MathFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                one("SQRT", "Square root, NaN below zero.", "SQRT(9)", "3.0", Math::sqrt),
                one("CBRT", "Cube root.", "CBRT(27)", "3.0", Math::cbrt),
                one("EXP", "e to the power of the number.", "EXP(0)", "1.0", Math::exp),
                one("LN", "Natural logarithm, NaN below zero.", "LN(1)", "0.0", Math::log),
                one("LOG10", "Logarithm to base 10.", "LOG10(1000)", "3.0", Math::log10),
                one("LOG2", "Logarithm to base 2.", "LOG2(8)", "3.0", x -> Math.log(x) / LN_2),
                one("SIN", "Sine of radians.", "SIN(0)", "0.0", Math::sin),
                one("COS", "Cosine of radians.", "COS(0)", "1.0", Math::cos),
                one("TAN", "Tangent of radians.", "TAN(0)", "0.0", Math::tan),
                one("COT", "Cotangent of radians.", "COT(0)", "Infinity", x -> 1 / Math.tan(x)),
                one("ASIN", "Arc sine in radians.", "ASIN(0)", "0.0", Math::asin),
                one("ACOS", "Arc cosine in radians.", "ACOS(1)", "0.0", Math::acos),
                one("ATAN", "Arc tangent in radians.", "ATAN(0)", "0.0", Math::atan),
                one("SINH", "Hyperbolic sine.", "SINH(0)", "0.0", Math::sinh),
                one("COSH", "Hyperbolic cosine.", "COSH(0)", "1.0", Math::cosh),
                one("TANH", "Hyperbolic tangent.", "TANH(0)", "0.0", Math::tanh),
                one("DEGREES", "Degrees of radians.", "DEGREES(0)", "0.0", Math::toDegrees),
                one("RADIANS", "Radians of degrees.", "RADIANS(0)", "0.0", Math::toRadians),
                two("POWER", "POWER(base, exponent)", "A number to the power of another.", "POWER(2, 10)", Math::pow),
                two("ATAN2", "ATAN2(y, x)", "Angle of a point in radians.", "ATAN2(0, 1)", Math::atan2),
                constant("PI", "Circle's circumference by its diameter.", Math.PI),
                constant("E", "Base of the natural logarithm.", Math.E),
                logarithm());
    }

    private static ScalarFunction one(
            String name, String text, String example, String result, DoubleUnaryOperator operator) {
        FunctionDoc doc = new FunctionDoc(name + "(number)", text, example, result);
        return Definition.strict(name, doc, Typings.of(DataType.DOUBLE, Typings::isNumber), (arguments, type) -> {
            Numbers.DoubleReader reader = Numbers.asDouble(arguments.get(0));
            return (slots, slot) -> slot.setDouble(operator.applyAsDouble(reader.read(slots[0])));
        });
    }

    private static ScalarFunction two(
            String name, String signature, String text, String example, DoubleBinaryOperator operator) {
        String result = name.equals("POWER") ? "1024.0" : "0.0";
        FunctionDoc doc = new FunctionDoc(signature, text, example, result);
        Definition.Typing typing = Typings.of(DataType.DOUBLE, Typings::isNumber, Typings::isNumber);
        return Definition.strict(name, doc, typing, (arguments, type) -> {
            Numbers.DoubleReader first = Numbers.asDouble(arguments.get(0));
            Numbers.DoubleReader second = Numbers.asDouble(arguments.get(1));
            return (slots, slot) -> slot.setDouble(operator.applyAsDouble(first.read(slots[0]), second.read(slots[1])));
        });
    }

    private static ScalarFunction constant(String name, String text, double value) {
        FunctionDoc doc = new FunctionDoc(name + "()", text, name + "()", Double.toString(value));
        return new Definition(
                name,
                doc,
                Typings.of(DataType.DOUBLE.withNullable(false)),
                (arguments, type) -> (slots, slot) -> slot.setDouble(value));
    }

    private static ScalarFunction logarithm() {
        FunctionDoc doc = new FunctionDoc(
                "LOG(number), LOG(base, number)", "Natural logarithm, or that to a base.", "LOG(2, 8)", "3.0");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.DOUBLE, Typings::isNumber),
                Typings.of(DataType.DOUBLE, Typings::isNumber, Typings::isNumber));
        return Definition.strict("LOG", doc, typing, (arguments, type) -> {
            Numbers.DoubleReader first = Numbers.asDouble(arguments.get(0));
            if (arguments.size() == 1) {
                return (slots, slot) -> slot.setDouble(Math.log(first.read(slots[0])));
            }
            Numbers.DoubleReader second = Numbers.asDouble(arguments.get(1));
            return (slots, slot) -> slot.setDouble(Math.log(second.read(slots[1])) / Math.log(first.read(slots[0])));
        });
    }
}
