// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.ErrorCode;
import dev.millrace.model.MillraceException;

/** Carries exceptions from one process to the other. */
final class Failures {
    private Failures() {}

    /** Code of a message that was made in the other process. */
    private record RemoteCode(String id, Category category, String meaning, String cure) implements ErrorCode {}

    static byte[] encode(Throwable failure) {
        MillraceException known = failure instanceof MillraceException m
                ? m
                : MillraceException.of(ProcessError.FAILED, failure.toString(), ProcessError.FAILED.cure());
        ByteWriter out = new ByteWriter();
        out.writeString(known.code().id());
        out.writeVarInt(known.code().category().ordinal());
        out.writeString(known.code().meaning());
        out.writeString(known.code().cure());
        out.writeString(known.fact());
        out.writeString(known.hint() == null ? "" : known.hint());
        return out.toBytes();
    }

    static MillraceException decode(ByteReader in) {
        String id = in.readString();
        ErrorCode.Category category = ErrorCode.Category.values()[in.readVarInt()];
        ErrorCode code = new RemoteCode(id, category, in.readString(), in.readString());
        return MillraceException.of(code, in.readString(), in.readString());
    }
}
