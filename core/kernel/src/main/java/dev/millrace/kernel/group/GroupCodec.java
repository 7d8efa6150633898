// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;

/** Head: clock. Then a part for each group. */
final class GroupCodec<G extends Group> implements StateCodec<GroupState<G>> {
    static final int FIRST_PART = 1;
    private static final int VERSION = 1;

    private final GroupOperator<G> operator;
    private final RowCodec inputCodec;
    private final RowCodec windowCodec;

    GroupCodec(GroupOperator<G> operator, Schema input, Schema window) {
        this.operator = operator;
        inputCodec = new RowCodec(input);
        windowCodec = new RowCodec(window);
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void save(GroupState<G> state, boolean isAll, Parts out) {
        ByteWriter head = out.part(0);
        head.writeBoolean(state.isKnown);
        head.writeLong(state.clockMs);
        head.writeLong(state.progressMs);
        head.writeLong(state.arrivalMicros);
        head.writeBoolean(state.replaced != null);
        if (state.replaced != null) {
            inputCodec.writeWithOrigin(state.replaced, head);
        }
        state.deletedParts.stream().forEach(out::delete);
        state.deletedParts.clear();
        for (G group : state.groups) {
            if (isAll || group.isChanged) {
                group.isChanged = false;
                ByteWriter part = out.part(group.part);
                part.writeLong(group.endMs);
                windowCodec.write(group.window, part);
                part.writeBoolean(group.isFired);
                operator.save(group, part);
            }
        }
    }

    @Override
    public void load(GroupState<G> state, int part, int version, ByteReader in) {
        if (part == 0) {
            state.isKnown = in.readBoolean();
            state.clockMs = in.readLong();
            state.progressMs = in.readLong();
            state.arrivalMicros = in.readLong();
            state.replaced = in.readBoolean() ? inputCodec.readWithOrigin(in) : null;
            return;
        }
        long endMs = in.readLong();
        G group = operator.newGroup(windowCodec.read(in), endMs);
        group.isFired = in.readBoolean();
        group.isChanged = false;
        group.part = part;
        operator.load(group, in);
        state.parts.set(part);
        state.place(group);
    }

    @Override
    public void loaded(GroupState<G> state) {
        operator.findDue(state);
    }
}
