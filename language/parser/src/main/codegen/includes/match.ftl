<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- MATCH_RECOGNIZE. Calcite's own productions are renamed by the build: they lack what SQL:2016 says of empty matches and
     unmatched rows, anchors inside a pattern, the empty pattern and CLASSIFIER with a symbol. -->
SqlMatchRecognize MatchRecognize(SqlNode tableRef) :
{
    final MatchParts parts = new MatchParts();
    final SqlIdentifier alias;
    final Span s;
}
{
    [
        <AS> alias = SimpleIdentifier() {
            tableRef = SqlStdOperatorTable.AS.createCall(Span.of(tableRef).end(this), tableRef, alias);
        }
    ]
    (
        <EXPECT> { s = span(); checkNotJoin(tableRef); }
        Expectation(parts)
        { return parts.expectation(s.end(this), tableRef); }
    |
        <MATCH_RECOGNIZE> { s = span(); checkNotJoin(tableRef); }
    )
    <LPAREN>
    [ <PARTITION> <BY> { parts.partition = ExpressionCommaList(span(), ExprContext.ACCEPT_NON_QUERY); } ]
    [ parts.order = OrderBy(true) ]
    [ <MEASURES> { parts.measures = MeasureColumnCommaList(span()); } ]
    MatchRows(parts)
    [ parts.after = MatchSkip() ]
    <PATTERN> <LPAREN> parts.pattern = RowPattern() <RPAREN>
    [ <WITHIN> parts.within = IntervalLiteral() ]
    [ <SUBSET> { parts.subsets = SubsetDefinitionCommaList(span()); } ]
    [
        <DEFINE> { parts.definitions = PatternDefinitionCommaList(span()); }
        [ <WITHIN> parts.within = IntervalLiteral() ]
    ]
    <RPAREN>
    {
        return new MatchRecognize(s.end(this), tableRef, parts);
    }
}

void Expectation(MatchParts parts) :
{
    final List<SqlNode> keys = new ArrayList<SqlNode>();
    SqlNode column;
}
{
    <EVERY>
    column = SimpleIdentifier() { keys.add(column); }
    ( <COMMA> column = SimpleIdentifier() { keys.add(column); } )*
    { parts.partition = new SqlNodeList(keys, Span.of(keys).pos()); }
    [ <OF> parts.reference = SimpleIdentifier() ]
    <BY> column = SimpleIdentifier() { parts.order = new SqlNodeList(java.util.Collections.singletonList(column), column.getParserPosition()); }
    <WITHIN> parts.within = IntervalLiteral()
}

void MatchRows(MatchParts parts) :
{
    Span s = null;
}
{
    [
        <ONE> { s = span(); } <ROW> <PER> <MATCH>
        [ <WITH> <TIMEOUT> <ROWS> { parts.isWithTimeouts = true; } ]
    |
        <ALL> { s = span(); } <ROWS> <PER> <MATCH> { parts.isAllRows = true; }
        [
            <SHOW> <EMPTY> <MATCHES>
        |
            <OMIT> <EMPTY> <MATCHES> { parts.isEmptyOmitted = true; }
        |
            <WITH> <UNMATCHED> <ROWS> { parts.isWithUnmatched = true; }
        ]
    ]
    { parts.rows = s == null ? null : s.end(this); }
}

SqlNode MatchSkip() :
{
    final Span s;
    final SqlNode after;
    SqlIdentifier symbol;
}
{
    <AFTER> { s = span(); } <MATCH> <SKIP_>
    (
        <TO>
        (
            LOOKAHEAD(2)
            <NEXT> <ROW> { after = SqlMatchRecognize.AfterOption.SKIP_TO_NEXT_ROW.symbol(s.end(this)); }
        |
            LOOKAHEAD(2)
            <FIRST> symbol = SimpleIdentifier() {
                after = SqlMatchRecognize.SKIP_TO_FIRST.createCall(s.end(symbol), symbol);
            }
        |
            LOOKAHEAD({true})
            [ LOOKAHEAD(2, <LAST> SimpleIdentifier()) <LAST> ] symbol = SimpleIdentifier() {
                after = SqlMatchRecognize.SKIP_TO_LAST.createCall(s.end(symbol), symbol);
            }
        )
    |
        <PAST> <LAST> <ROW> { after = SqlMatchRecognize.AfterOption.SKIP_PAST_LAST_ROW.symbol(s.end(this)); }
    )
    { return after; }
}

SqlNode RowPattern() :
{
    SqlNode left;
    SqlNode right;
}
{
    left = RowPatternTerm()
    (
        <VERTICAL_BAR> right = RowPatternTerm() {
            left = SqlStdOperatorTable.PATTERN_ALTER.createCall(Span.of(left).end(right), left, right);
        }
    )*
    { return left; }
}

SqlNode RowPatternTerm() :
{
    SqlNode left;
    SqlNode right;
}
{
    left = RowPatternFactor()
    (
        right = RowPatternFactor() {
            left = SqlStdOperatorTable.PATTERN_CONCAT.createCall(Span.of(left).end(right), left, right);
        }
    )*
    { return left; }
}

SqlNode RowPatternFactor() :
{
    final SqlNode part;
    SqlLiteral min = LITERAL_ZERO;
    SqlLiteral max = LITERAL_MINUS_ONE;
    boolean isReluctant = false;
}
{
    part = RowPatternPrimary()
    [
        // {- begins an exclusion, not a quantifier.
        LOOKAHEAD(1, { getToken(1).kind != LBRACE || getToken(2).kind != MINUS })
        (
            <STAR>
        |
            <PLUS> { min = LITERAL_ONE; }
        |
            <HOOK> { max = LITERAL_ONE; }
        |
            <LBRACE>
            (
                min = UnsignedNumericLiteral()
                ( <COMMA> [ max = UnsignedNumericLiteral() ] | { max = min; } )
            |
                <COMMA> [ max = UnsignedNumericLiteral() ]
            )
            <RBRACE>
        )
        [ <HOOK> { isReluctant = true; } ]
        {
            return SqlStdOperatorTable.PATTERN_QUANTIFIER.createCall(
                Span.of(part).end(this), part, min, max, SqlLiteral.createBoolean(isReluctant, SqlParserPos.ZERO));
        }
    ]
    { return part; }
}

SqlNode RowPatternPrimary() :
{
    final Span s;
    final SqlIdentifier symbol;
    SqlNode part;
    final List<SqlNode> parts = new ArrayList<SqlNode>();
}
{
    symbol = SimpleIdentifier() { return PatternOperators.symbol(symbol); }
|
    <CARET> { return PatternOperators.ANCHOR_START.createCall(getPos()); }
|
    <DOLLAR> { return PatternOperators.ANCHOR_END.createCall(getPos()); }
|
    <LPAREN> { s = span(); }
    (
        part = RowPattern() <RPAREN> { return part; }
    |
        <RPAREN> { return PatternOperators.EMPTY.createCall(s.end(this)); }
    )
|
    <LBRACE> { s = span(); } <MINUS> part = RowPattern() <MINUS> <RBRACE> {
        return SqlStdOperatorTable.PATTERN_EXCLUDE.createCall(s.end(this), part);
    }
|
    <PERMUTE> { s = span(); }
    <LPAREN>
    part = RowPattern() { parts.add(part); }
    ( <COMMA> part = RowPattern() { parts.add(part); } )*
    <RPAREN> {
        return SqlStdOperatorTable.PATTERN_PERMUTE.createCall(s.end(this), parts);
    }
}

SqlCall MatchRecognizeFunctionCall() :
{
    final SqlCall func;
    final Span s;
    final SqlIdentifier symbol;
}
{
    (
        <CLASSIFIER> { s = span(); } <LPAREN>
        (
            symbol = SimpleIdentifier() <RPAREN> {
                func = SqlStdOperatorTable.CLASSIFIER.createCall(s.end(this), symbol);
            }
        |
            <RPAREN> { func = SqlStdOperatorTable.CLASSIFIER.createCall(s.end(this)); }
        )
    |
        <MATCH_NUMBER> { s = span(); } <LPAREN> <RPAREN> {
            func = SqlStdOperatorTable.MATCH_NUMBER.createCall(s.end(this));
        }
    |
        LOOKAHEAD(3)
        func = MatchRecognizeNavigationLogical()
    |
        LOOKAHEAD(2)
        func = MatchRecognizeNavigationPhysical()
    |
        func = MatchRecognizeCallWithModifier()
    )
    { return func; }
}
