// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.SetOption;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Match;
import dev.millrace.plan.TableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What SET said so far. */
final class Settings {
    private static final String PIPELINE_NAME = "pipeline.name";
    private static final String EMIT = "emit";
    private static final String MATCH_ROWS = "match.max-rows";
    private static final String MATCH_PARTIAL = "match.max-partial-matches";
    private static final List<String> NAMES = List.of(PIPELINE_NAME, EMIT, MATCH_ROWS, MATCH_PARTIAL);
    private static final List<String> FLINK =
            List.of("table.", "execution.", "parallelism.", "state.", "sql-client.", "taskmanager.", "pipeline.");
    static final List<String> EMITS = List.of("on-close", "eager", "final");

    private final SourceText source;
    private String pipelineName;
    private Emit emit;
    private Match.Limits limits = Match.Limits.DEFAULT;

    Settings(SourceText source) {
        this.source = source;
    }

    void set(SetOption option) {
        switch (option.name()) {
            case PIPELINE_NAME -> pipelineName = checkedName(option);
            case EMIT -> emit = checkedEmit(option);
            case MATCH_ROWS -> limits = new Match.Limits(checkedCount(option), limits.partialMatches());
            case MATCH_PARTIAL -> limits = new Match.Limits(limits.rows(), checkedCount(option));
            default ->
                throw source.error(
                        SqlErrorCode.SETTING,
                        "there is no setting \"" + option.name() + "\"",
                        Suggestions.didYouMean(option.name(), NAMES) + foreign(option.name()) + "Settings: "
                                + String.join(", ", NAMES) + ".",
                        option.namePosition());
        }
    }

    /** Settings of Flink that many texts bring along. */
    private static String foreign(String name) {
        boolean isFlink = FLINK.stream().anyMatch(name::startsWith);
        return isFlink
                ? "It is one of Flink: leave it out; times are UTC, threads and checkpoints are flags of  ./millrace"
                        + " run. "
                : "";
    }

    private String checkedName(SetOption option) {
        if (!option.text().matches("[a-z0-9][a-z0-9-]*")) {
            throw source.error(
                    SqlErrorCode.SETTING,
                    "pipeline.name is \"" + option.text() + "\" but must be lower-case letters, digits and '-'",
                    "Choose a name such as 'smart-factory'.",
                    option.textPosition());
        }
        return option.text();
    }

    private int checkedCount(SetOption option) {
        if (!option.text().matches("[1-9][0-9]{0,8}")) {
            throw source.error(
                    SqlErrorCode.SETTING,
                    option.name() + " is \"" + option.text() + "\" but must be a whole number from 1 to 999999999",
                    "It counts "
                            + (option.name().equals(MATCH_ROWS)
                                    ? "rows that a pattern keeps of one key."
                                    : "partial matches that begin with one row."),
                    option.textPosition());
        }
        return Integer.parseInt(option.text());
    }

    private Emit checkedEmit(SetOption option) {
        return emit(option.text())
                .orElseThrow(() -> source.error(
                        SqlErrorCode.SETTING,
                        "emit is \"" + option.text() + "\" but must be one of " + String.join(", ", EMITS),
                        "See docs/sql.md: on-close waits for the watermark, eager answers at once and corrects.",
                        option.textPosition()));
    }

    static Optional<Emit> emit(String text) {
        return EMITS.contains(text)
                ? Optional.of(Emit.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                : Optional.empty();
    }

    String pipelineName(String initial) {
        return pipelineName == null ? initial : pipelineName;
    }

    /** For a statement that says nothing itself. */
    Emit emit() {
        return emit == null ? Emit.ON_CLOSE : emit;
    }

    /** Of the patterns of the statements below. */
    Match.Limits limits() {
        return limits;
    }

    /** The hint of an INSERT wins, then the option of its table, then SET. */
    static Emit emit(Optional<Emit> hinted, TableDefinition target, Settings settings) {
        return hinted.or(() -> target.table().option(EMIT).flatMap(Settings::emit))
                .orElseGet(settings::emit);
    }
}
