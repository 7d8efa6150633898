// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ErrorCode;

/** What is said of engines in processes of their own. */
public enum ProcessError implements ErrorCode {
    NOT_BUILT(
            "ENG-441",
            Category.ENVIRONMENT,
            "The libraries of an engine that runs in a process of its own are not in their folder.",
            "Start it with ./millrace, which builds the engine on first use."),
    NOT_STARTED(
            "ENG-442",
            Category.ENVIRONMENT,
            "The process of an engine did not start.",
            "Read the lines of its log in the message; memory or a wrong flag are the usual causes."),
    ENDED(
            "ENG-443",
            Category.ENVIRONMENT,
            "The process of an engine ended although it was still wanted.",
            "Read the lines of its log in the message; when it was killed, look for who needed the memory."),
    FAILED(
            "ENG-444",
            Category.INTERNAL,
            "The process of an engine failed at what it was asked.",
            "Report it with the pipeline and the lines of its log.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    ProcessError(String id, Category category, String meaning, String cure) {
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
