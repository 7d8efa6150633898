// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.deploy;

import dev.millrace.kernel.host.PipelineChange;
import dev.millrace.kernel.host.PipelineChange.Kind;
import dev.millrace.kernel.host.PipelineChange.Part;
import dev.millrace.kernel.host.PipelineChange.What;
import java.util.Locale;

/** A change as lines for people, marked as Terraform marks its plans. */
public final class ChangePicture {
    private ChangePicture() {}

    public static String of(String pipeline, PipelineChange change) {
        StringBuilder text = new StringBuilder();
        for (Part part : change.parts()) {
            text.append("  ")
                    .append(mark(part.kind()))
                    .append(' ')
                    .append(String.format("%-9s%-40s ", part.what().name().toLowerCase(Locale.ROOT), part.id()))
                    .append(consequence(part, change))
                    .append('\n');
            part.differences()
                    .forEach(line -> text.append("        ").append(line).append('\n'));
        }
        if (change.isNone()) {
            return text + "pipeline " + pipeline + ": nothing changes\n";
        }
        long dropped = change.dropped().size();
        return text + "pipeline " + pipeline + ": "
                + (dropped == 0
                        ? "all state is kept; the next run goes on with it"
                        : dropped
                                + " of its operators start empty: their windows, patterns and averages count readings from"
                                + " the next run on")
                + "\n";
    }

    private static char mark(Kind kind) {
        return switch (kind) {
            case KEPT -> '=';
            case CHANGED -> '~';
            case ADDED -> '+';
            case REMOVED -> '-';
        };
    }

    private static String consequence(Part part, PipelineChange change) {
        boolean isDropped = change.dropped().contains(part.id());
        return switch (part.kind()) {
            case KEPT ->
                part.what() == What.OUTPUT
                        ? "the same"
                        : isDropped ? "starts empty: what it sends to or reads from changes" : "state is kept";
            case ADDED -> part.what() == What.OPERATOR ? "new, starts empty" : "new";
            case REMOVED -> part.what() == What.OPERATOR ? "gone, its state is not read any more" : "gone";
            case CHANGED ->
                switch (part.what()) {
                    case OPERATOR -> "starts empty: its state does not fit";
                    case EXCHANGE -> "rows that were on their way when it stopped are not read any more";
                    case OUTPUT -> "later rows differ; earlier ones stay as they are";
                };
        };
    }
}
