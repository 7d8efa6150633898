<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlTypeNameSpec StringTypeName() :
{
}
{
    <STRING> {
        return NestedTypeSpec.string(getPos());
    }
}

SqlTypeNameSpec BytesTypeName() :
{
}
{
    <BYTES> {
        return NestedTypeSpec.bytes(getPos());
    }
}

SqlTypeNameSpec LocalTimestampTypeName() :
{
    int precision = -1;
    final Span s;
}
{
    <TIMESTAMP_LTZ> { s = span(); }
    precision = PrecisionOpt()
    {
        return new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, s.end(this));
    }
}

SqlTypeNameSpec ArrayTypeName() :
{
    final SqlDataTypeSpec element;
    final Span s;
}
{
    <ARRAY> { s = span(); }
    <LT> element = NullableDataType() <GT>
    {
        return NestedTypeSpec.array(element, s.end(this));
    }
}

SqlTypeNameSpec NullableMapTypeName() :
{
    final SqlDataTypeSpec key;
    final SqlDataTypeSpec value;
    final Span s;
}
{
    <MAP> { s = span(); }
    <LT> key = NullableDataType() <COMMA> value = NullableDataType() <GT>
    {
        return NestedTypeSpec.map(key, value, s.end(this));
    }
}

SqlTypeNameSpec NamedRowTypeName() :
{
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
    final Span s;
}
{
    <ROW> { s = span(); }
    <LT> RowField(names, types) ( <COMMA> RowField(names, types) )* <GT>
    {
        return NestedTypeSpec.row(names, types, s.end(this));
    }
}

void RowField(List<SqlIdentifier> names, List<SqlDataTypeSpec> types) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
}
{
    name = SimpleIdentifier()
    type = NullableDataType()
    [ <COMMENT> StringLiteral() ]
    {
        names.add(name);
        types.add(type);
    }
}

SqlDataTypeSpec NullableDataType() :
{
    final SqlDataTypeSpec type;
    final boolean isNullable;
}
{
    type = DataType()
    isNullable = NullableOptDefaultTrue()
    {
        return type.withNullable(isNullable, getPos());
    }
}
