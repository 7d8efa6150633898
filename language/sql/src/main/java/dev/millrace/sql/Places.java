// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/** Where in a query a clause stands, for messages of the planner, which sees no text: the first of its kind. */
final class Places {
    private final SqlNode query;

    Places(SqlNode query) {
        this.query = query;
    }

    SqlParserPos query() {
        return query.getParserPosition();
    }

    /** Column of the SELECT list, null when it cannot be told because of a star or a UNION. */
    SqlParserPos item(int index) {
        boolean isPlain = query instanceof SqlSelect select
                && select.getSelectList().stream().noneMatch(n -> n instanceof SqlIdentifier id && id.isStar());
        if (!isPlain || ((SqlSelect) query).getSelectList().size() <= index) {
            return null;
        }
        SqlNode item = ((SqlSelect) query).getSelectList().get(index);
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        return value.getParserPosition();
    }

    /** First mention of a table. */
    SqlParserPos table(String name) {
        SqlParserPos[] found = {query()};
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
                boolean isFirst = found[0] == query.getParserPosition();
                found[0] = isFirst && id.isSimple() && id.getSimple().equals(name) ? id.getParserPosition() : found[0];
                return null;
            }
        });
        return found[0];
    }

    /** Right side of the first UNION without ALL. */
    SqlParserPos union() {
        SqlNode union = first(n -> n.getKind() == SqlKind.UNION
                && !((SqlCall) n).getOperator().getName().endsWith("ALL"));
        return union == null ? query() : position(((SqlCall) union).operand(1));
    }

    /** ORDER BY of the query. */
    SqlParserPos order() {
        SqlNode select = first(n -> n instanceof SqlOrderBy || n instanceof SqlSelect s && s.getOrderList() != null);
        if (select == null) {
            return query();
        }
        return position(select instanceof SqlOrderBy order ? order.orderList : ((SqlSelect) select).getOrderList());
    }

    /** The first DISTINCT. */
    SqlParserPos distinct() {
        SqlNode select = first(n -> n instanceof SqlSelect s && s.isDistinct());
        SqlNode word = select == null ? null : ((SqlSelect) select).getModifierNode(SqlSelectKeyword.DISTINCT);
        return word == null ? group() : position(word);
    }

    /** Right side of the first join with a table of these names, else of the first join. */
    SqlParserPos join(List<String> tables) {
        SqlNode named = first(n -> n instanceof SqlJoin join && tables.contains(tableName(join.getRight())));
        SqlNode join = named == null ? first(SqlJoin.class::isInstance) : named;
        return join == null ? subquery() : position(((SqlJoin) join).getRight());
    }

    /** The first query in WHERE. */
    private SqlParserPos subquery() {
        SqlNode call = first(n -> n.getKind() == SqlKind.EXISTS
                || (n.getKind() == SqlKind.IN || n.getKind() == SqlKind.NOT_IN)
                        && ((SqlCall) n).operand(1).isA(SqlKind.QUERY));
        if (call == null) {
            return query();
        }
        return position(((SqlCall) call).operand(call.getKind() == SqlKind.EXISTS ? 0 : 1));
    }

    private static String tableName(SqlNode node) {
        SqlNode table = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
        return table instanceof SqlIdentifier id && !id.names.isEmpty() ? id.names.get(id.names.size() - 1) : "";
    }

    SqlParserPos group() {
        SqlNode select = first(n -> n instanceof SqlSelect s && s.getGroup() != null);
        return select == null ? query() : position(((SqlSelect) select).getGroup());
    }

    /** ORDER BY of the first OVER, else the OVER. */
    SqlParserPos overOrder() {
        SqlNode window = first(SqlWindow.class::isInstance);
        if (window == null) {
            return query();
        }
        SqlWindow over = (SqlWindow) window;
        return over.getOrderList().isEmpty() ? position(over) : position(over.getOrderList());
    }

    SqlParserPos overFrame() {
        SqlNode window = first(n -> n instanceof SqlWindow w && w.getUpperBound() != null);
        return window == null ? overOrder() : position(((SqlWindow) window).getUpperBound());
    }

    SqlParserPos matchOrder() {
        SqlNode match = first(SqlMatchRecognize.class::isInstance);
        return match == null ? query() : position(((SqlMatchRecognize) match).getOrderList());
    }

    SqlParserPos matchPattern() {
        SqlNode match = first(SqlMatchRecognize.class::isInstance);
        return match == null ? query() : position(((SqlMatchRecognize) match).getPattern());
    }

    /** The pattern as written. */
    String pattern(SourceText source) {
        return source.slice(matchPattern()).replaceAll("\\s+", " ");
    }

    private SqlParserPos position(SqlNode node) {
        return node.getParserPosition().getLineNum() < 1 ? query() : node.getParserPosition();
    }

    private SqlNode first(Predicate<SqlNode> wanted) {
        try {
            query.accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlCall call) {
                    if (wanted.test(call)) {
                        throw new Util.FoundOne(call);
                    }
                    return super.visit(call);
                }
            });
            return null;
        } catch (Util.FoundOne found) {
            return (SqlNode) found.getNode();
        }
    }
}
