// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE TABLE name (...) WITH (...)}. */
public final class CreateTable extends SqlCreate {
    private final SqlIdentifier name;
    private final TableElements elements;
    private final SqlNodeList settings;

    public CreateTable(
            SqlParserPos position,
            boolean isIfNotExists,
            SqlIdentifier name,
            TableElements elements,
            SqlNodeList settings) {
        super(DdlOperators.CREATE_TABLE, position, false, isIfNotExists);
        this.name = name;
        this.elements = elements;
        this.settings = settings;
    }

    public SqlIdentifier identifier() {
        return name;
    }

    public TableElements elements() {
        return elements;
    }

    /**
     * This table with what another one has besides.
     *
     * @param parts of the base that are taken over, besides its columns: CONSTRAINTS, GENERATED, METADATA, OPTIONS, WATERMARKS
     */
    public CreateTable behind(CreateTable base, Set<String> parts) {
        List<SqlNode> all = new ArrayList<>();
        if (parts.contains("OPTIONS")) {
            base.options().stream()
                    .filter(o -> options().stream().noneMatch(own -> own.name().equals(o.name())))
                    .forEach(all::add);
        }
        all.addAll(options());
        return new CreateTable(
                getParserPosition(),
                ifNotExists,
                name,
                elements.behind(base.elements, parts),
                new SqlNodeList(all, settings.getParserPosition()));
    }

    /** Entries of WITH (...) in the order of the text. */
    public List<SetOption> options() {
        return settings.stream().map(SetOption.class::cast).toList();
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(name, new SqlNodeList(elements.columns(), SqlParserPos.ZERO), settings);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("CREATE TABLE");
        name.unparse(writer, 0, 0);
        SqlWriter.Frame frame = writer.startList("(", ")");
        for (ColumnDefinition column : elements.columns()) {
            writer.sep(",");
            column.unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }
}
