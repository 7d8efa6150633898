// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Reads the arguments of window functions off the text, where every one has a place for a message. */
final class WindowCalls {
    static final Set<String> NAMES = Set.of("TUMBLE", "HOP", "CUMULATE", "SESSION");

    private final SourceText source;

    WindowCalls(SourceText source) {
        this.source = source;
    }

    static boolean isWindow(SqlCall call) {
        return NAMES.contains(name(call));
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    static String signature(String name) {
        return switch (name) {
            case "TUMBLE" -> "TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])";
            case "HOP" -> "HOP(TABLE t, DESCRIPTOR(ts), slide, size [, offset])";
            case "CUMULATE" -> "CUMULATE(TABLE t, DESCRIPTOR(ts), step, size [, offset])";
            default -> "SESSION(TABLE t [PARTITION BY k], DESCRIPTOR(ts), gap)";
        };
    }

    /** {@code TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL ...)} as a call of {@link WindowTableFunction}. */
    SqlNode tableFunction(SqlCall call) {
        String name = name(call);
        List<SqlNode> arguments = positional(call, name);
        if (arguments.size() < 3 || !isDescriptor(arguments.get(1))) {
            throw wrong(name, signature(name), call.getParserPosition());
        }
        SqlIdentifier time = timeColumn((SqlCall) arguments.get(1), name);
        List<String> partition = new ArrayList<>();
        SqlNode table = withoutPartition(arguments.get(0), partition);
        WindowSpec window = window(name, arguments.subList(2, arguments.size()), signature(name), call);
        WindowTableFunction function = new WindowTableFunction(new WindowTableFunction.Call(
                name, window, partition, time.getSimple(), time.getParserPosition(), call.getParserPosition()));
        return function.createCall(call.getParserPosition(), table, arguments.get(1));
    }

    /** The parser knows no DESCRIPTOR: it is a function that nobody has looked up yet. */
    private static boolean isDescriptor(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase("DESCRIPTOR");
    }

    /** {@code TUMBLE(ts, INTERVAL ...)} of GROUP BY as a call of {@link GroupWindowFunction}. */
    SqlNode groupFunction(SqlCall call) {
        String name = name(call).replace("$", "");
        List<SqlNode> arguments = call.getOperandList();
        String signature = signature(name)
                .replace("TABLE t [PARTITION BY k], ", "")
                .replace("TABLE t, ", "")
                .replace("DESCRIPTOR(ts)", "ts");
        if (arguments.size() < 2) {
            throw wrong(name, signature, call.getParserPosition());
        }
        WindowSpec window = window(name, arguments.subList(1, arguments.size()), signature, call);
        GroupWindowFunction function = new GroupWindowFunction(new GroupWindowFunction.Call(
                name, window, arguments, arguments.get(0).getParserPosition()));
        return function.createCall(call.getParserPosition(), arguments.get(0));
    }

    private List<SqlNode> positional(SqlCall call, String name) {
        boolean isNamed = call.getOperandList().stream().anyMatch(a -> a.getKind() == SqlKind.ARGUMENT_ASSIGNMENT);
        if (!isNamed) {
            return call.getOperandList();
        }
        List<SqlNode> arguments = new ArrayList<>();
        for (String parameter : parameters(name)) {
            call.getOperandList().stream()
                    .filter(a -> a.getKind() == SqlKind.ARGUMENT_ASSIGNMENT)
                    .map(SqlCall.class::cast)
                    .filter(a -> a.operand(1).toString().equalsIgnoreCase(parameter))
                    .forEach(a -> arguments.add(a.operand(0)));
        }
        if (arguments.size() != call.getOperandList().size()) {
            throw wrong(name, "names " + String.join(", ", parameters(name)), call.getParserPosition());
        }
        return arguments;
    }

    private static List<String> parameters(String name) {
        return switch (name) {
            case "TUMBLE" -> List.of("DATA", "TIMECOL", "SIZE", "OFFSET");
            case "HOP" -> List.of("DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET");
            case "CUMULATE" -> List.of("DATA", "TIMECOL", "STEP", "SIZE", "OFFSET");
            default -> List.of("DATA", "TIMECOL", "GAP");
        };
    }

    private SqlIdentifier timeColumn(SqlCall descriptor, String name) {
        boolean isColumn =
                descriptor.operandCount() == 1 && descriptor.operand(0) instanceof SqlIdentifier id && id.isSimple();
        if (!isColumn) {
            throw wrong(name, signature(name), descriptor.getParserPosition());
        }
        return descriptor.operand(0);
    }

    private static SqlNode withoutPartition(SqlNode table, List<String> partition) {
        if (table.getKind() != SqlKind.SET_SEMANTICS_TABLE) {
            return table;
        }
        SqlCall call = (SqlCall) table;
        for (SqlNode column : (SqlNodeList) call.operand(1)) {
            partition.add(((SqlIdentifier) column).getSimple());
        }
        return call.operand(0);
    }

    private WindowSpec window(String name, List<SqlNode> lengths, String signature, SqlCall call) {
        boolean isTwo = name.equals("HOP") || name.equals("CUMULATE");
        int needed = isTwo ? 2 : 1;
        int allowed = name.equals("SESSION") ? 1 : needed + 1;
        if (lengths.size() < needed || lengths.size() > allowed) {
            throw wrong(name, signature, call.getParserPosition());
        }
        for (SqlNode length : lengths) {
            if (!Intervals.isConstant(length)) {
                throw notConstant(name, length);
            }
        }
        long offsetMs = lengths.size() > needed ? Intervals.millis(lengths.get(needed)) : 0;
        long firstMs = positive(name, lengths.get(0));
        return switch (name) {
            case "TUMBLE" -> WindowSpec.tumble(firstMs, offsetMs);
            case "HOP" -> hop(lengths, firstMs, offsetMs);
            case "CUMULATE" -> cumulate(lengths, firstMs, offsetMs);
            default -> new WindowSpec(WindowSpec.Kind.SESSION, firstMs, 0, 0);
        };
    }

    private WindowSpec hop(List<SqlNode> lengths, long slideMs, long offsetMs) {
        long sizeMs = positive("HOP", lengths.get(1));
        requireMultiple("HOP", "slide", slideMs, sizeMs, lengths);
        return WindowSpec.hop(slideMs, sizeMs, offsetMs);
    }

    private WindowSpec cumulate(List<SqlNode> lengths, long stepMs, long offsetMs) {
        long sizeMs = positive("CUMULATE", lengths.get(1));
        requireMultiple("CUMULATE", "step", stepMs, sizeMs, lengths);
        return new WindowSpec(WindowSpec.Kind.CUMULATE, sizeMs, stepMs, offsetMs);
    }

    private void requireMultiple(String name, String part, long partMs, long sizeMs, List<SqlNode> lengths) {
        if (sizeMs % partMs == 0) {
            return;
        }
        SqlParserPos place =
                lengths.get(0).getParserPosition().plus(lengths.get(1).getParserPosition());
        throw source.error(
                SqlErrorCode.HOP_SLIDE,
                name + " size " + Intervals.shown(sizeMs) + " is not a multiple of its " + part + " "
                        + Intervals.shown(partMs),
                "Choose a " + part + " that divides " + Intervals.shown(sizeMs) + ", for example "
                        + divisors(sizeMs, partMs) + ". The order is " + signature(name) + ".",
                place);
    }

    /** The nearest divisors of the size below and above the wrong length. */
    private static String divisors(long sizeMs, long wrongMs) {
        long parts = Math.max(1, sizeMs / Math.max(1, wrongMs));
        long above = sizeMs / parts;
        while (parts > 1 && sizeMs % parts != 0) {
            parts--;
            above = sizeMs / parts;
        }
        long more = sizeMs / above + 1;
        while (sizeMs % more != 0) {
            more++;
        }
        return Intervals.shown(sizeMs / more) + " or " + Intervals.shown(above);
    }

    private long positive(String name, SqlNode length) {
        long millis = Intervals.millis(length);
        if (millis <= 0) {
            throw source.error(
                    SqlErrorCode.WINDOW_ARGUMENTS,
                    name + " has a length of " + Intervals.shown(millis) + ", but it must be more than 0",
                    "Write a length such as INTERVAL '1' MINUTE.",
                    length.getParserPosition());
        }
        return millis;
    }

    private RuntimeException notConstant(String name, SqlNode length) {
        return source.error(
                SqlErrorCode.WINDOW_ARGUMENTS,
                name + " needs lengths as constant intervals of days or less",
                "Write INTERVAL '5' MINUTE or the like; months have no constant length.",
                length.getParserPosition());
    }

    private RuntimeException wrong(String name, String signature, SqlParserPos position) {
        return source.error(
                SqlErrorCode.WINDOW_ARGUMENTS,
                name + " has other arguments than it takes",
                "Write " + signature + ".",
                position);
    }
}
