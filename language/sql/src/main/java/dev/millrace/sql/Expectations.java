// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MatchRecognize;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code EXPECT EVERY device OF devices BY ts}: whoever is in the table counts as heard at the time that its row says, so that one that
 * never speaks is missed from then on.
 */
final class Expectations {
    private final SourceText source;
    private final Function<String, Optional<TableDefinition>> tables;

    Expectations(SourceText source, Function<String, Optional<TableDefinition>> tables) {
        this.source = source;
        this.tables = tables;
    }

    /** What is listened to: the rows themselves, with those of the table when there is one. */
    SqlNode heard(MatchRecognize match) {
        SqlIdentifier name = match.reference();
        if (name == null) {
            return match.getTableRef();
        }
        TableDefinition table = tables.apply(name.getSimple())
                .orElseThrow(() -> source.error(
                        SqlErrorCode.UNKNOWN_TABLE,
                        "there is no table \"" + name.getSimple() + "\"",
                        "Name a table that lists all that is expected.",
                        name.getParserPosition()));
        SqlNode time = match.getOrderList().get(0);
        List<SqlNode> read = new ArrayList<>();
        List<SqlNode> listed = new ArrayList<>();
        for (SqlNode key : match.getPartitionList()) {
            requireColumn(table, (SqlIdentifier) key);
            read.add(key);
            listed.add(column(((SqlIdentifier) key).getSimple(), name.getParserPosition()));
        }
        read.add(time);
        SqlNode since = column(since(table, name), name.getParserPosition());
        listed.add(SqlStdOperatorTable.AS.createCall(
                name.getParserPosition(), since, column(((SqlIdentifier) time).getSimple(), name.getParserPosition())));
        SqlParserPos position = match.getParserPosition();
        return SqlStdOperatorTable.UNION_ALL.createCall(
                position, select(read, match.getTableRef(), position), select(listed, name, name.getParserPosition()));
    }

    private String since(TableDefinition table, SqlIdentifier name) {
        return table.time()
                .map(t -> table.schema().name(t.column()))
                .orElseThrow(() -> source.error(
                        SqlErrorCode.TIME_ATTRIBUTE,
                        "EXPECT EVERY cannot tell since when the rows of \"" + table.name()
                                + "\" are expected, because it has no WATERMARK",
                        "Add  since TIMESTAMP(3), WATERMARK FOR since AS since - INTERVAL '5' SECOND  to CREATE TABLE "
                                + table.name() + ".",
                        name.getParserPosition()));
    }

    private void requireColumn(TableDefinition table, SqlIdentifier key) {
        if (table.schema().indexOf(key.getSimple()) < 0) {
            throw source.error(
                    SqlErrorCode.UNKNOWN_COLUMN,
                    "column \"" + key.getSimple() + "\" is not in table \"" + table.name() + "\"",
                    Suggestions.didYouMean(key.getSimple(), table.schema().names())
                            + "EXPECT EVERY names columns that the readings and the table both have; give them one"
                            + " name in a view.",
                    key.getParserPosition());
        }
    }

    private static SqlIdentifier column(String name, SqlParserPos position) {
        return new SqlIdentifier(name, position);
    }

    private static SqlSelect select(List<SqlNode> columns, SqlNode from, SqlParserPos position) {
        return new SqlSelect(
                position,
                null,
                new SqlNodeList(columns, position),
                from,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
