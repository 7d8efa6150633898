// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.connect.Option;
import java.util.List;

/** Options of the filesystem connector. */
public final class FileOptions {
    public static final Option<String> PATH = Option.required(
            "path",
            "File, folder or pattern such as 'data/*.csv.gz'; relative to the working folder. A sink takes one file.");
    public static final Option<Boolean> OVERWRITE = Option.bool(
            "sink.overwrite", false, "Whether a sink starts with an empty file instead of going on with it.");
    public static final Option<Long> MAX_KEYS = Option.number(
            "sink.max-keys",
            1_000_000,
            1,
            100_000_000,
            "Result keys that a sink keeps in memory, about 200 bytes each, to replace corrected rows.");

    static final List<Option<?>> ALL = List.of(PATH, OVERWRITE, MAX_KEYS);

    private FileOptions() {}
}
