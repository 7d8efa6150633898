// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.deploy;

import dev.millrace.cli.CliError;
import dev.millrace.kernel.host.PipelineChange;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What ran with a data folder in one place.
 *
 * @param dataFolder of the server
 * @param place where the state is, from {@link #place}
 * @param compiler a pipeline from the shown name and the text of its file
 */
public record Deployments(Path dataFolder, String place, BiFunction<String, String, Pipeline> compiler) {

    /**
     * Name of the place where an engine's state is. State of kafka-streams is in Kafka, so each Kafka is a place of its own; one that is
     * addressed by another name is another place.
     *
     * @param kafka address of an outside one
     */
    public static String place(String engine, Optional<String> kafka) {
        return engine
                + kafka.map(address -> "@" + address.replaceAll("[^A-Za-z0-9.-]+", "_"))
                        .orElse("");
    }

    /** How a file stands to what ran before under its pipeline's name; empty when nothing did. */
    public Optional<PipelineChange> change(Pipeline pipeline) {
        return Deployment.read(dataFolder, pipeline.name(), place).map(before -> change(before, pipeline));
    }

    private PipelineChange change(Deployment before, Pipeline pipeline) {
        return PipelineChange.between(compiled(before, pipeline.name()), pipeline);
    }

    private Pipeline compiled(Deployment before, String pipeline) {
        try {
            return compiler.apply(before.shownName(), before.sql());
        } catch (MillraceException notUnderstood) {
            throw MillraceException.of(
                    CliError.CHANGED_STATE,
                    "the text that pipeline \"" + pipeline
                            + "\" ran with before is not understood any more, so that its state cannot"
                            + " be compared: " + notUnderstood.getMessage(),
                    "Bring back what it needs, for example the jar of its functions, or start with another --data.",
                    notUnderstood);
        }
    }

    /**
     * Notes that a pipeline is about to run and gives it with the names of its state.
     *
     * @throws MillraceException CLI-010 when saved state would be misread
     */
    public Pipeline enter(String shownName, Pipeline pipeline) {
        Optional<Deployment> before = Deployment.read(dataFolder, pipeline.name(), place);
        before.filter(old -> !old.sql().equals(pipeline.sql())).ifPresent(old -> {
            PipelineChange change = change(old, pipeline);
            if (!change.isSafe()) {
                throw changed(shownName, pipeline, change);
            }
        });
        Deployment now = before.map(old -> new Deployment(shownName, pipeline.sql(), old.generations()))
                .orElseGet(() -> Deployment.first(shownName, pipeline.sql()));
        now.write(dataFolder, pipeline.name(), place);
        return now.named(pipeline);
    }

    /** Takes a changed file over: what would be misread starts empty at the next run. */
    public void accept(String shownName, Pipeline pipeline) {
        Deployment before = Deployment.read(dataFolder, pipeline.name(), place)
                .orElseGet(() -> Deployment.first(shownName, pipeline.sql()));
        PipelineChange change = change(before, pipeline);
        new Deployment(shownName, pipeline.sql(), before.withNew(change.dropped()))
                .write(dataFolder, pipeline.name(), place);
    }

    private MillraceException changed(String shownName, Pipeline pipeline, PipelineChange change) {
        List<String> parts = change.parts().stream()
                .filter(part -> part.what() != PipelineChange.What.OUTPUT)
                .filter(part -> part.kind() == PipelineChange.Kind.CHANGED)
                .map(part -> part.id() + " (" + String.join("; ", part.differences()) + ")")
                .collect(Collectors.toList());
        return MillraceException.of(
                CliError.CHANGED_STATE,
                "pipeline \"" + pipeline.name() + "\" ran with " + dataFolder
                        + " before, and its state does not fit the file" + " any more: " + String.join(", ", parts),
                "millrace plan " + shownName
                        + " shows what would happen, millrace apply does it; or start with another --data.");
    }
}
