// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Optionality;

/** TUMBLE_START and the like, taken as an aggregate of the group: then Calcite needs to know nothing of the window. */
final class WindowPropertyFunction extends SqlAggFunction {
    static final List<WindowPropertyFunction> ALL = List.of(
            new WindowPropertyFunction(WindowProperty.START),
            new WindowPropertyFunction(WindowProperty.END),
            new WindowPropertyFunction(WindowProperty.TIME));

    private final WindowProperty property;

    private WindowPropertyFunction(WindowProperty property) {
        super(
                "WINDOW$" + property,
                null,
                SqlKind.OTHER_FUNCTION,
                binding -> {
                    RelDataTypeFactory factory = binding.getTypeFactory();
                    return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.TIMESTAMP, 3), true);
                },
                null,
                OperandTypes.NILADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.property = property;
    }

    WindowProperty property() {
        return property;
    }
}
