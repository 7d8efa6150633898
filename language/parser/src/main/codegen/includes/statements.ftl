<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode SetStatement() :
{
    final Span s;
    final SqlNode name;
    final SqlNode text;
}
{
    <SET> { s = span(); }
    name = StringLiteral()
    <EQ>
    text = StringLiteral()
    {
        return new SetOption(s.end(this), name, text);
    }
}

SqlNode ExecuteStatementSet() :
{
    final Span s;
    final List<SqlNode> inserts = new ArrayList<SqlNode>();
}
{
    <EXECUTE> { s = span(); } <STATEMENT> <SET> <BEGIN>
    StatementSetBody(inserts)
    {
        return new StatementSet(s.end(this), inserts);
    }
}

SqlNode BeginStatementSet() :
{
    final Span s;
    final List<SqlNode> inserts = new ArrayList<SqlNode>();
}
{
    <BEGIN> { s = span(); } <STATEMENT> <SET> <SEMICOLON>
    StatementSetBody(inserts)
    {
        return new StatementSet(s.end(this), inserts);
    }
}

void StatementSetBody(List<SqlNode> inserts) :
{
    SqlNode insert;
}
{
    (
        insert = SqlInsert() <SEMICOLON> { inserts.add(insert); }
    )+
    <END>
}

SqlCreate CreateStatement(Span s, boolean replace) :
{
    boolean isTemporary = false;
    final SqlCreate create;
}
{
    [ <TEMPORARY> { isTemporary = true; } ]
    (
        create = CreateTableStatement(s)
    |
        create = CreateViewStatement(s)
    |
        create = CreateFunctionStatement(s)
    )
    { return create; }
}

boolean IfNotExists() :
{
}
{
    LOOKAHEAD(3)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

SqlCreate CreateFunctionStatement(Span s) :
{
    final SqlIdentifier name;
    final SqlNode className;
    SqlIdentifier language = null;
    SqlIdentifier resource = null;
    SqlNode jar = null;
}
{
    <FUNCTION>
    name = SimpleIdentifier()
    <AS>
    className = StringLiteral()
    [ <LANGUAGE> language = SimpleIdentifier() ]
    [ <USING> resource = SimpleIdentifier() jar = StringLiteral() ]
    {
        return new CreateFunction(s.end(this), name, className, java.util.Arrays.asList(language, resource), jar);
    }
}

SqlCreate CreateViewStatement(Span s) :
{
    final boolean isIfNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = null;
    SqlNode comment = null;
    final SqlNode query;
}
{
    <VIEW>
    isIfNotExists = IfNotExists()
    name = SimpleIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    [ <COMMENT> comment = StringLiteral() ]
    <AS>
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return new CreateView(s.end(this), isIfNotExists, name, columns, query);
    }
}

SqlCreate CreateTableStatement(Span s) :
{
    final boolean isIfNotExists;
    final SqlIdentifier name;
    final TableElements elements = new TableElements();
    SqlNode comment = null;
    SqlNodeList settings = SqlNodeList.EMPTY;
}
{
    <TABLE>
    isIfNotExists = IfNotExists()
    name = SimpleIdentifier()
    [
        <LPAREN>
        TableElement(elements) ( <COMMA> TableElement(elements) )*
        <RPAREN>
    ]
    [ <COMMENT> comment = StringLiteral() ]
    [ <WITH> settings = TableOptions() ]
    [ <LIKE> elements.base = SimpleIdentifier() [ BaseParts(elements) ] ]
    {
        return new CreateTable(s.end(this), isIfNotExists, name, elements, settings);
    }
}

void BaseParts(TableElements elements) :
{
    SqlIdentifier how;
    SqlIdentifier part;
}
{
    <LPAREN>
    (
        how = SimpleIdentifier()
        (
            <ALL> { part = new SqlIdentifier("ALL", getPos()); }
        |
            part = SimpleIdentifier()
        )
        { elements.basePart(how, part); }
    )+
    <RPAREN>
}

SqlNodeList TableOptions() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    [ TableOption(list) ( <COMMA> TableOption(list) )* ]
    <RPAREN>
    {
        return new SqlNodeList(list, s.end(this));
    }
}

void TableOption(List<SqlNode> list) :
{
    final SqlNode name;
    final SqlNode text;
    final Span s;
}
{
    name = StringLiteral() { s = span(); }
    <EQ>
    text = StringLiteral()
    {
        list.add(new SetOption(s.end(this), name, text));
    }
}

void TableElement(TableElements elements) :
{
}
{
    LOOKAHEAD(2)
    WatermarkElement(elements)
|
    PrimaryKeyElement(elements)
|
    ColumnElement(elements)
}

void WatermarkElement(TableElements elements) :
{
    final Span s;
    final SqlIdentifier column;
    final SqlNode expression;
}
{
    <WATERMARK> { s = span(); } <FOR>
    column = SimpleIdentifier()
    <AS>
    expression = Expression(ExprContext.ACCEPT_NON_QUERY)
    {
        elements.watermark(new Watermark(s.end(this), column, expression));
    }
}

void PrimaryKeyElement(TableElements elements) :
{
    final SqlNodeList columns;
    SqlIdentifier name = null;
}
{
    [ <CONSTRAINT> name = SimpleIdentifier() ]
    <PRIMARY> <KEY>
    columns = ParenthesizedSimpleIdentifierList()
    [ <NOT> <ENFORCED> ]
    {
        elements.primaryKey(columns);
    }
}

void ColumnElement(TableElements elements) :
{
    final Span s;
    final SqlIdentifier name;
    SqlDataTypeSpec type = null;
    SqlNode expression = null;
    SqlNode metadataKey = null;
    boolean isMetadata = false;
    SqlNode comment = null;
}
{
    name = SimpleIdentifier() { s = span(); }
    (
        <AS> expression = Expression(ExprContext.ACCEPT_NON_QUERY)
    |
        type = NullableDataType()
        [
            <METADATA> { isMetadata = true; }
            [ <FROM> metadataKey = StringLiteral() ]
            [ <VIRTUAL> ]
        ]
        [ <PRIMARY> <KEY> [ <NOT> <ENFORCED> ] { elements.primaryKey(SqlNodeList.of(name)); } ]
    )
    [ <COMMENT> comment = StringLiteral() ]
    {
        elements.column(new ColumnDefinition(s.end(this), name, type, expression, isMetadata, metadataKey)
            .commented(comment));
    }
}
