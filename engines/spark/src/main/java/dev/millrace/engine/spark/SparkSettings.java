// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.engine.process.SparkError;
import dev.millrace.engine.process.SparkOptions;
import dev.millrace.model.ByteReader;
import dev.millrace.model.MillraceException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How Spark is run: values of {@link SparkOptions}, and what goes to Spark and to clients of Kafka. Immutable. */
final class SparkSettings {
    static final String SPARK = "spark.";

    private final Options options;
    private final SortedMap<String, String> given;

    private SparkSettings(Options options, Map<String, String> given) {
        this.options = options;
        this.given = new TreeMap<>(given);
    }

    /** Checks texts, all at once; throws ENG-482. */
    static SparkSettings of(Map<String, String> texts) {
        Problems problems = new Problems();
        Options options = Options.of(SparkOptions.ALL, texts, problems);
        options.find(SparkOptions.MASTER)
                .filter(master -> !master.matches("local(\\[(\\*|\\d+)])?"))
                .ifPresent(master -> problems.add(
                        SparkOptions.MASTER.name(),
                        "\"master\" is \"" + master
                                + "\" but must be local[N]: clusters of Spark are not supported yet",
                        ""));
        if (!problems.isEmpty()) {
            throw MillraceException.of(
                    SparkError.OPTION_WRONG,
                    "engine \"spark\": "
                            + problems.list().stream()
                                    .map(Problems.Problem::fact)
                                    .collect(Collectors.joining("; ")),
                    "Correct them; what begins with spark. goes to Spark as it is.");
        }
        return new SparkSettings(options, texts);
    }

    /** Reads number, then name and text of each. */
    static SparkSettings of(ByteReader in) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            texts.put(in.readString(), in.readString());
        }
        return of(texts);
    }

    String master() {
        return options.get(SparkOptions.MASTER);
    }

    int partitions() {
        return Math.toIntExact(options.get(SparkOptions.PARTITIONS));
    }

    long triggerMs() {
        return options.get(SparkOptions.TRIGGER);
    }

    long batchRecords() {
        return options.get(SparkOptions.BATCH_RECORDS);
    }

    /** For Spark. */
    Map<String, String> spark() {
        return given.entrySet().stream()
                .filter(e -> e.getKey().startsWith(SPARK))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** For Kafka's clients: everything that is none of ours. */
    Map<String, String> kafka() {
        List<String> own = SparkOptions.ALL.stream().map(Option::name).toList();
        return given.entrySet().stream()
                .filter(e -> !e.getKey().startsWith(SPARK) && !own.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
