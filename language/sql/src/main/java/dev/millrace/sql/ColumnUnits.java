// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.parser.ColumnDefinition;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Units of table columns: {@code COMMENT 'unit: degC'}, alone or in a longer comment before a comma or semicolon. */
final class ColumnUnits {
    private static final Pattern UNIT = Pattern.compile("(?i)\\bunit\\s*:\\s*([^\\s,;]+)");

    private final SourceText source;
    private final UnitRules rules;

    ColumnUnits(SourceText source) {
        this.source = source;
        this.rules = new UnitRules(source, node -> null);
    }

    /** Null when the column's comment names none. */
    Unit written(ColumnDefinition column) {
        Matcher unit = UNIT.matcher(column.commentText());
        return unit.find() ? rules.parse(unit.group(1), column.comment().getParserPosition()) : null;
    }

    /** Refuses to write values in another unit than the target column has. */
    void requireSame(InsertReader.Target target, Algebra query, SqlCatalog catalog) {
        List<Integer> columns = target.columns();
        Places places = new Places(query.query());
        for (int i = 0; i < Math.min(columns.size(), query.units().size()); i++) {
            String column = target.table().table().schema().name(columns.get(i));
            Unit wanted = catalog.unit(target.table(), column);
            Unit given = query.units().get(i);
            if (wanted != null && given != null && !given.equals(wanted)) {
                SqlParserPos place = places.item(i);
                throw source.error(
                        SqlErrorCode.UNIT,
                        "column \"" + column + "\" of \"" + target.table().name() + "\" is in " + wanted
                                + ", but the query gives \"" + query.names().get(i) + "\" in " + given,
                        given.isComparable(wanted)
                                ? "Convert it: CONVERT_UNIT(..., '" + wanted + "')."
                                : given + " and " + wanted + " measure different things.",
                        place == null ? target.position() : place);
            }
        }
    }
}
