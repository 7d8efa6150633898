// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.model.ErrorCode;

/** What the local engine says. */
public enum LocalError implements ErrorCode {
    TASK_FAILED(
            "ENG-401",
            Category.INTERNAL,
            "An operator threw an exception that it should not throw.",
            "Report it with the pipeline and the input."),
    CHECKPOINT_UNREADABLE(
            "ENG-402",
            Category.ENVIRONMENT,
            "A checkpoint file cannot be read or does not belong to this pipeline.",
            "Delete the checkpoint to begin anew, or start the pipeline that wrote it."),
    CHECKPOINT_UNWRITABLE(
            "ENG-403",
            Category.ENVIRONMENT,
            "A checkpoint file cannot be written.",
            "Free space on the disk or give a folder that can be written."),
    NO_SOURCE(
            "ENG-404",
            Category.USER,
            "A table that the pipeline reads has a connector that the local engine cannot read.",
            "Run the pipeline on kafka-streams, or read from filesystem."),
    NO_SINK(
            "ENG-405",
            Category.USER,
            "A table that the pipeline writes has a connector that cannot be written.",
            "Choose a connector that is a sink.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    LocalError(String id, Category category, String meaning, String cure) {
        this.id = id;
        this.category = category;
        this.meaning = meaning;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String cure() {
        return cure;
    }
}
