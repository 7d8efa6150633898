// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MatchRecognize;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.implicit.TypeCoercion;
import org.apache.calcite.sql.validate.implicit.TypeCoercions;

/** Calcite's validator, with our own reading of MATCH_RECOGNIZE. Used for one query. */
final class QueryValidator extends UnitValidator {
    private final MatchReader reader;
    private final Map<SqlMatchRecognize, MatchAnalysis> matches = new IdentityHashMap<>();

    QueryValidator(
            SourceText source,
            SqlOperatorTable functions,
            CalciteCatalogReader catalog,
            Config config,
            MatchReader reader) {
        super(source, functions, catalog, config);
        this.reader = reader;
    }

    /**
     * For USING, whose common type the translation asks for. Nothing else asks: coercion as such is off, so that unlike types are
     * refused and not cast in silence.
     */
    @Override
    public TypeCoercion getTypeCoercion() {
        return TypeCoercions.createTypeCoercion(getTypeFactory(), this);
    }

    @Override
    @SuppressWarnings("deprecation") // setType is what Calcite's own method calls.
    public void validateMatchRecognize(SqlCall call) {
        MatchRecognize match = (MatchRecognize) call;
        SqlValidatorNamespace input = getNamespace(match.getTableRef());
        MatchAnalysis analysis = reader.read(match, input.getRowType());
        matches.put(match, analysis);
        getNamespace(match).setType(analysis.rowType());
    }

    MatchAnalysis analysis(SqlMatchRecognize match) {
        return matches.get(match);
    }
}
