// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.model.ErrorCode;

/** Messages of the server. */
public enum ServerError implements ErrorCode {
    UNKNOWN_ENGINE("ENV-321", Category.USER, "The engine is not known.", "Choose one of those in the message."),
    NOT_UP(
            "ENV-322",
            Category.ENVIRONMENT,
            "A pipeline did not run within the time.",
            "Read the log; on a slow machine wait longer."),
    PIPELINE_FAILED("ENV-323", Category.INTERNAL, "A pipeline stopped.", "Read the log and report it."),
    NO_TABLE("ENV-324", Category.USER, "A table that the API was asked for does not exist.", "See /api/pipelines."),
    WRONG_PARAMETER("ENV-325", Category.USER, "A parameter of a request is wrong.", "Correct it as the message says."),
    SAME_NAME(
            "ENV-326",
            Category.USER,
            "Two pipelines have the same name.",
            "Name one of them otherwise with SET 'pipeline.name' = '...'."),
    NO_SINK(
            "ENV-327",
            Category.USER,
            "A table is written whose connector takes no results.",
            "Choose another connector for it."),
    ENGINE_STOPPED(
            "ENV-328",
            Category.ENVIRONMENT,
            "A pipeline does not run in an engine that has a process of its own.",
            "Read the cause in the message; with --verbose the engine's own log is shown.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    ServerError(String id, Category category, String meaning, String cure) {
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
