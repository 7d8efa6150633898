// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.apache.spark.serializer.KryoRegistrator;

/** Parcels between Spark's processes: about 20 bytes and those that they carry. Java's own form takes ten times that. */
public final class ParcelSerializer extends Serializer<Parcel> {
    private static final Parcel.Kind[] KINDS = Parcel.Kind.values();

    /** Tells Spark, by the name of this class. */
    public static final class Registrator implements KryoRegistrator {
        @Override
        public void registerClasses(Kryo kryo) {
            kryo.register(Parcel.class, new ParcelSerializer());
        }
    }

    public ParcelSerializer() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output out, Parcel parcel) {
        out.writeInt(parcel.address(), false);
        out.writeLong(parcel.order(), false);
        out.writeInt(parcel.sender(), false);
        out.writeLong(parcel.sequence(), true);
        out.writeByte(parcel.kind().ordinal());
        out.writeInt(parcel.input(), true);
        out.writeInt(parcel.bytes().length, true);
        out.writeBytes(parcel.bytes());
    }

    @Override
    public Parcel read(Kryo kryo, Input in, Class<Parcel> type) {
        int address = in.readInt(false);
        long order = in.readLong(false);
        int sender = in.readInt(false);
        long sequence = in.readLong(true);
        Parcel.Kind kind = KINDS[in.readByte()];
        int input = in.readInt(true);
        byte[] bytes = in.readBytes(in.readInt(true));
        return new Parcel(address, order, sender, sequence, kind, input, bytes);
    }
}
