// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.OverFunction;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SQL text to a plan. Thread-safe: keeps nothing between calls but the catalogs.
 *
 * <p>Every method throws {@link dev.millrace.model.MillraceException} with the first thing that is wrong in the text, with its
 * place and excerpt. A cold process needs about a second for its first text, a warm one about 2 ms a statement.
 */
public final class SqlCompiler {
    private final ConnectorCatalog connectors;
    private final FunctionCatalog functions;

    public SqlCompiler(ConnectorCatalog connectors, FunctionCatalog functions) {
        this.connectors = connectors;
        this.functions = functions;
    }

    /**
     * The plan of a pipeline file: CREATE TABLE, CREATE VIEW, SET, INSERT INTO ... SELECT. INSERT ... VALUES and a bare SELECT are
     * refused here, they belong into scenarios.
     *
     * @param fileName as the user wrote it, for messages
     * @param name of the pipeline unless the text sets {@code pipeline.name}
     */
    public Pipeline compile(String fileName, String name, String text) {
        return new ScriptCompiler(new SourceText(fileName, text), connectors, functions, ScriptCompiler.Use.PIPELINE)
                .compile(name)
                .pipeline();
    }

    /** As {@link #compile}, with what a scenario file or an interactive query may hold besides. */
    public CompiledScript compileScript(String fileName, String name, String text) {
        return new ScriptCompiler(new SourceText(fileName, text), connectors, functions, ScriptCompiler.Use.SCENARIO)
                .compile(name);
    }

    /**
     * What is allowed but hurts later, in the order of the text; what {@link CompiledScript#warnings} has is not in it.
     *
     * @param pipeline that this compiler made of the file
     */
    public List<MillraceException> advice(String fileName, Pipeline pipeline) {
        Set<String> overs = functions.overs().stream().map(OverFunction::name).collect(Collectors.toSet());
        return new Advisor(new SourceText(fileName, pipeline.sql()), pipeline, overs).advice();
    }
}
