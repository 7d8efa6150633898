// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.WindowSpec;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindowTableFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Static;

/**
 * TUMBLE, HOP, CUMULATE or SESSION as a table function, one object for each call: what the arguments say is read before
 * validation (see {@link WindowCalls}) and travels through Calcite in the operator, with its place in the text. What Calcite
 * sees is {@code name(TABLE t, DESCRIPTOR(ts))}.
 */
final class WindowTableFunction extends SqlWindowTableFunction {
    private static final int TIME_PRECISION = 3;

    private final Call call;

    /**
     * One call.
     *
     * @param partition columns of PARTITION BY
     * @param timeColumn name in DESCRIPTOR
     * @param timePosition of that name
     * @param position of the whole call
     */
    record Call(
            String name,
            WindowSpec window,
            List<String> partition,
            String timeColumn,
            SqlParserPos timePosition,
            SqlParserPos position) {
        Call {
            partition = List.copyOf(partition);
        }
    }

    /** What the operator table holds, so that Calcite finds the name. */
    WindowTableFunction(String name) {
        super(name, new Operands());
        this.call = null;
    }

    WindowTableFunction(Call call) {
        super(call.name(), new Operands());
        this.call = call;
    }

    Call call() {
        return call;
    }

    /** Calcite looks the operator up by name and puts what it finds into the call; the call needs this one. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall node) {
        RelDataType type = super.deriveType(validator, scope, node);
        ((SqlBasicCall) node).setOperator(this);
        return type;
    }

    @Override
    public SqlReturnTypeInference getRowTypeInference() {
        return WindowTableFunction::rowType;
    }

    private static RelDataType rowType(SqlOperatorBinding binding) {
        RelDataType input = binding.getOperandType(0);
        return binding.getTypeFactory()
                .builder()
                .kind(input.getStructKind())
                .addAll(input.getFieldList())
                .add("window_start", SqlTypeName.TIMESTAMP, TIME_PRECISION)
                .nullable(true)
                .add("window_end", SqlTypeName.TIMESTAMP, TIME_PRECISION)
                .nullable(true)
                .add("window_time", SqlTypeName.TIMESTAMP, TIME_PRECISION)
                .nullable(true)
                .build();
    }

    /** A table and a DESCRIPTOR of one timestamp column. */
    private static final class Operands implements SqlOperandMetadata {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean isThrowing) {
            RelDataType input = binding.getValidator().getValidatedNodeType(binding.operand(0));
            SqlIdentifier column = ((SqlCall) binding.operand(1)).operand(0);
            var field = input.getField(column.getSimple(), true, false);
            if (field == null) {
                throw SqlUtil.newContextException(
                        column.getParserPosition(), Static.RESOURCE.columnNotFound(column.getSimple()));
            }
            if (!SqlTypeUtil.isTimestamp(field.getType())) {
                throw new NoTimestamp(column, CalciteTypes.of(field.getType()));
            }
            return true;
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.of(2);
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String name) {
            return WindowCalls.signature(name);
        }

        @Override
        public List<RelDataType> paramTypes(RelDataTypeFactory factory) {
            RelDataType any = factory.createSqlType(SqlTypeName.ANY);
            return List.of(any, any);
        }

        @Override
        public List<String> paramNames() {
            return List.of("DATA", "TIMECOL");
        }
    }
}
