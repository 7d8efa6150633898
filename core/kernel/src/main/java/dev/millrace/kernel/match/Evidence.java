// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.host.RowText;
import dev.millrace.model.Schema;
import java.util.List;

/**
 * The rows of a match as a JSON array of objects: {@code symbol}, then the input columns. Of a match of more than 50 rows the
 * long runs of one symbol are shortened to their first and last three rows, with {@code {"symbol":"X","elided":n}} between;
 * if that is not enough, the middle of the match is left out in the same way, without a symbol.
 */
final class Evidence {
    private static final int ROWS_MAX = 50;
    private static final int RUN_EDGE_ROWS = 3;

    private final Schema schema;
    private final List<String> symbols;

    Evidence(Schema schema, List<String> symbols) {
        this.schema = schema;
        this.symbols = symbols;
    }

    String of(Binding binding) {
        boolean isShortened = binding.to - binding.from > ROWS_MAX;
        StringBuilder out = new StringBuilder("[");
        int written = 0;
        long middleElided = 0;
        long shown = isShortened ? shownRows(binding) : 0;
        long seen = 0;
        for (long position = binding.from; position < binding.to; ) {
            long runEnd = runEnd(binding, position);
            long edgeEnd = runEnd - position > 2 * RUN_EDGE_ROWS && isShortened ? position + RUN_EDGE_ROWS : runEnd;
            long elided = edgeEnd == runEnd ? 0 : runEnd - RUN_EDGE_ROWS - edgeEnd;
            for (long at = position; at < runEnd; at++) {
                if (at == edgeEnd && elided > 0) {
                    at += elided;
                    if (isOuter(seen, shown)) {
                        separate(out, written++).append(elision(symbolAt(binding, at), elided));
                    } else {
                        middleElided += elided;
                    }
                }
                if (!isOuter(seen++, shown)) {
                    middleElided++;
                    continue;
                }
                if (middleElided > 0) {
                    separate(out, written++)
                            .append("{\"elided\":")
                            .append(middleElided)
                            .append('}');
                    middleElided = 0;
                }
                separate(out, written++).append(object(binding, at));
            }
            position = runEnd;
        }
        return out.append(']').toString();
    }

    private static boolean isOuter(long index, long shown) {
        return shown <= ROWS_MAX || index < ROWS_MAX / 2 || index >= shown - ROWS_MAX / 2;
    }

    /** Rows left when long runs are shortened. */
    private static long shownRows(Binding binding) {
        long rows = 0;
        for (long position = binding.from; position < binding.to; ) {
            long runEnd = runEnd(binding, position);
            rows += Math.min(runEnd - position, 2 * RUN_EDGE_ROWS);
            position = runEnd;
        }
        return rows;
    }

    private static long runEnd(Binding binding, long position) {
        long end = binding.to;
        for (Run run = binding.last; run != null && run.from > position; run = run.before) {
            end = run.from;
        }
        return end;
    }

    private static StringBuilder separate(StringBuilder out, int written) {
        return written == 0 ? out : out.append(',');
    }

    private static String elision(String symbol, long rows) {
        return "{\"symbol\":\"" + symbol + "\",\"elided\":" + rows + "}";
    }

    private String object(Binding binding, long position) {
        String columns = RowText.json(binding.rows.get(position), schema);
        String head = "{\"symbol\":\"" + symbolAt(binding, position) + "\"";
        return head + (schema.size() == 0 ? "}" : "," + columns.substring(1));
    }

    private String symbolAt(Binding binding, long position) {
        return symbols.get(PatternProgram.symbol(binding.labelAt(position)));
    }
}
