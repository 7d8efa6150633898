// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.MillraceException;
import dev.millrace.parser.MatchRecognize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Words and clauses that Apache Flink does not take or takes in another way. Each kind is said once, at its first place. */
final class FlinkAdvice extends SqlBasicVisitor<Void> {
    /** Reserved in Flink SQL, but names without backticks here: what the grammar adds to the words that are not reserved. */
    private static final Set<String> RESERVED = Set.of("DATE", "TIME", "TIMESTAMP", "VALUE");

    private static final Set<String> OWN_FUNCTIONS = Set.of(
            "ANOMALY_SCORE",
            "APPROX_PERCENTILE",
            "AS_UNIT",
            "CHANGE_POINT",
            "CONVERT_UNIT",
            "EVIDENCE",
            "EWMA",
            "EWMA_ZSCORE",
            "FROM_LOCAL_TIME",
            "GEO_BEARING_DEG",
            "GEO_DISTANCE_M",
            "GEO_WITHIN",
            "GEO_WITHIN_CIRCLE",
            "LEAD",
            "MATCH_TIMED_OUT",
            "NTH_VALUE",
            "RATE_OF_CHANGE",
            "ROBUST_ZSCORE",
            "SEASONAL_BASELINE",
            "SEASONAL_ZSCORE",
            "TO_LOCAL_TIME",
            "ZSCORE");

    private final SourceText source;
    private final Consumer<MillraceException> warnings;
    private final Set<String> words = new TreeSet<>();
    private final Set<String> functions = new TreeSet<>();
    private final Map<Kind, Found> found = new LinkedHashMap<>();

    /** What Flink does not take. */
    private enum Kind {
        WORDS,
        FUNCTIONS,
        WINDOWS,
        FRAME_END,
        SKIP,
        ROWS,
        EXPECT
    }

    /** Where a kind was met first; the fact of words and functions is made at the end. */
    private record Found(String fact, String hint, SqlParserPos place) {}

    FlinkAdvice(SourceText source, Consumer<MillraceException> warnings) {
        this.source = source;
        this.warnings = warnings;
    }

    void advise(List<SqlNode> statements) {
        statements.forEach(s -> s.accept(this));
        found.forEach((kind, what) ->
                warnings.accept(source.error(AdviceCode.NOT_PORTABLE, fact(kind, what), what.hint(), what.place())));
    }

    private String fact(Kind kind, Found what) {
        return switch (kind) {
            case WORDS -> String.join(", ", words) + what.fact();
            case FUNCTIONS -> String.join(", ", functions) + what.fact();
            default -> what.fact();
        };
    }

    private void meet(Kind kind, String fact, String hint, SqlParserPos place) {
        found.putIfAbsent(kind, new Found(fact, hint, place));
    }

    @Override
    public Void visit(SqlIdentifier id) {
        for (int i = 0; i < id.names.size(); i++) {
            SqlParserPos place = id.getComponentParserPosition(i);
            String name = id.names.get(i);
            // What the parser made itself has no place, and what is quoted begins with a backtick.
            if (RESERVED.contains(name.toUpperCase(Locale.ROOT))
                    && place.getLineNum() > 0
                    && source.slice(place).equals(name)) {
                words.add("\"" + name + "\"");
                meet(
                        Kind.WORDS,
                        " without backticks: reserved in Flink",
                        "Write it in backticks, for example  `" + name + "`;  Millrace takes both.",
                        place);
            }
        }
        return null;
    }

    @Override
    public Void visit(SqlCall call) {
        if (OWN_FUNCTIONS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))) {
            functions.add(call.getOperator().getName().toUpperCase(Locale.ROOT));
            meet(
                    Kind.FUNCTIONS,
                    ": functions that Flink does not have in pipelines",
                    "Nothing, if the text stays here; in Flink they have to be registered as functions of your own.",
                    call.getParserPosition());
        }
        if (call instanceof SqlSelect select) {
            windows(select);
        } else if (call instanceof MatchRecognize match) {
            match(match);
        } else if (call instanceof SqlWindow window) {
            frameEnd(window);
        }
        return super.visit(call);
    }

    private void windows(SqlSelect select) {
        Map<String, SqlWindow> windows = new LinkedHashMap<>();
        select.getSelectList().accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call instanceof SqlWindow window) {
                    windows.putIfAbsent(window.toString(), window);
                }
                return call instanceof SqlSelect ? null : super.visit(call);
            }
        });
        if (windows.size() > 1) {
            SqlWindow second = List.copyOf(windows.values()).get(1);
            meet(
                    Kind.WINDOWS,
                    "the SELECT has " + windows.size() + " different OVER windows, but Flink takes one",
                    "Put each window into a view of its own that reads the one before.",
                    second.getParserPosition());
        }
    }

    private void frameEnd(SqlWindow window) {
        SqlNode end = window.getUpperBound();
        if (end != null && !SqlWindow.isCurrentRow(end)) {
            meet(
                    Kind.FRAME_END,
                    "the frame does not end with the current row, as every frame of Flink does",
                    "Nothing, if the text stays here; in Flink the current row's part has to be taken out by"
                            + " arithmetic, and what follows a row is found with MATCH_RECOGNIZE.",
                    end.getParserPosition());
        }
    }

    private void match(MatchRecognize match) {
        SqlParserPos pattern = match.getPattern().getParserPosition();
        if (match.isExpectation()) {
            meet(
                    Kind.EXPECT,
                    "EXPECT EVERY is a clause of Millrace",
                    "Nothing, if the text stays here; Flink has no way in SQL to say that a device fell silent.",
                    match.getParserPosition());
            return;
        }
        if (match.getAfter() == null) {
            meet(
                    Kind.SKIP,
                    "the pattern has no AFTER MATCH: here the search goes on behind the match, in Flink at its second"
                            + " row",
                    "Write  AFTER MATCH SKIP PAST LAST ROW  before PATTERN.",
                    pattern);
        }
        if (match.isAllRows() || match.isWithTimeouts()) {
            meet(
                    Kind.ROWS,
                    (match.isAllRows() ? "ALL ROWS PER MATCH" : "WITH TIMEOUT ROWS") + " is not part of Flink",
                    "Nothing, if the text stays here; in Flink write ONE ROW PER MATCH and measures.",
                    match.rowsPosition() == null ? pattern : match.rowsPosition());
        }
    }
}
