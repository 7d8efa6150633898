// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Names in a query, for suggestions.
 *
 * @param tables tables and views that it reads
 * @param symbols of its patterns
 */
record QueryNames(List<String> tables, List<String> symbols) {
    QueryNames {
        tables = List.copyOf(tables);
        symbols = List.copyOf(symbols);
    }

    static QueryNames of(SqlNode query, SqlCatalog catalog) {
        List<String> tables = new ArrayList<>();
        List<String> symbols = new ArrayList<>();
        List<String> known = catalog.names();
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
                String name = id.isSimple() ? id.getSimple() : "";
                if (known.contains(name) && !tables.contains(name)) {
                    tables.add(name);
                }
                return null;
            }

            @Override
            public Void visit(SqlCall call) {
                if (call instanceof SqlMatchRecognize match) {
                    symbols.addAll(symbols(match.getPattern()));
                }
                return super.visit(call);
            }
        });
        return new QueryNames(tables, symbols);
    }

    /** Symbols of a pattern, in order. */
    static List<String> symbols(SqlNode pattern) {
        List<String> symbols = new ArrayList<>();
        pattern.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
                if (!symbols.contains(id.toString())) {
                    symbols.add(id.toString());
                }
                return null;
            }
        });
        return symbols;
    }
}
