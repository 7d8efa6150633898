// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan.codec;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.plan.Pipeline;

/**
 * A pipeline as bytes. Both sides must be the same build: the bytes begin with a fingerprint of every record and enum a plan
 * may hold, and other fingerprints are refused. Nodes that two statements share are one object again after
 * decoding. Only types of {@link PlanTypes} are ever made from bytes, by their own constructors.
 *
 * <p>Any thread; some microseconds per node.
 */
public final class PipelineCodec {
    private PipelineCodec() {}

    public static byte[] encode(Pipeline pipeline) {
        ByteWriter out = new ByteWriter();
        out.writeLong(PlanTypes.FINGERPRINT);
        new PlanWriter(out).write(Pipeline.class, pipeline);
        return out.toBytes();
    }

    /** @throws IllegalArgumentException when another build wrote the bytes, or more follow than a plan */
    public static Pipeline decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long fingerprint = in.readLong();
        if (fingerprint != PlanTypes.FINGERPRINT) {
            throw new IllegalArgumentException("plan was written by another build: its fingerprint is "
                    + Long.toHexString(fingerprint)
                    + ", of this build "
                    + Long.toHexString(PlanTypes.FINGERPRINT));
        }
        Pipeline pipeline = (Pipeline) new PlanReader(in).read(Pipeline.class);
        if (in.hasMore()) {
            throw new IllegalArgumentException("plan ends at byte " + in.position() + " of " + bytes.length);
        }
        return pipeline;
    }
}
