// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/** Makes row expressions of written ones. */
interface RowExpressions {
    RexNode rex(SqlNode expression, RowColumns columns);

    /** Type of an expression that may be an aggregate. */
    RelDataType type(SqlNode expression, RowColumns columns);

    RelDataTypeFactory typeFactory();

    /** Columns that an expression may name. */
    record RowColumns(List<String> names, List<RelDataType> types) {
        public RowColumns {
            names = List.copyOf(names);
            types = List.copyOf(types);
        }

        static RowColumns of(RelDataType rowType) {
            return new RowColumns(
                    rowType.getFieldNames(),
                    rowType.getFieldList().stream()
                            .map(RelDataTypeField::getType)
                            .toList());
        }

        RowColumns with(List<String> moreNames, List<RelDataType> moreTypes) {
            List<String> allNames = new ArrayList<>(names);
            allNames.addAll(moreNames);
            List<RelDataType> allTypes = new ArrayList<>(types);
            allTypes.addAll(moreTypes);
            return new RowColumns(allNames, allTypes);
        }
    }
}
