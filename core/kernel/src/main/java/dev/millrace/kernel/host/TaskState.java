// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Saves and loads the state of a task.
 *
 * <p>Keys: stage id, key bytes; that is the head record of a key and holds the heads (part 0) of all operators of the stage. Further
 * parts have operator id and part number appended. The record of the task itself has an empty stage id.
 */
final class TaskState {
    private static final int VERSION = 1;

    private final Task task;
    /** Null when all state is on the heap. */
    private final ColdState cold;

    private final ByteWriter keyWriter = new ByteWriter();
    private final ByteWriter valueWriter = new ByteWriter();
    private final ByteWriter headWriter = new ByteWriter();
    private final PartWriter partWriter = new PartWriter();
    /** Pieces until all are there: they may come in any order and more than once. */
    private Map<ByteBuffer, byte[]> pieces = new LinkedHashMap<>();

    private boolean isTouched;

    TaskState(Task task, ColdState cold) {
        this.task = task;
        this.cold = cold;
    }

    boolean hasColdState() {
        return cold != null;
    }

    void touch() {
        isTouched = true;
    }

    boolean hasChanges() {
        return isTouched;
    }

    void save(boolean isAll, StateWriter writer) {
        for (Stage stage : task.stages()) {
            if (isAll) {
                saveAll(stage, writer);
            } else {
                for (KeyEntry entry = stage.dirty.poll(); entry != null; entry = stage.dirty.poll()) {
                    saveEntry(stage, entry, false, writer);
                }
            }
        }
        if (isAll || isTouched) {
            writer.put(taskKey(), taskValue());
        }
        isTouched = false;
    }

    private void saveAll(Stage stage, StateWriter writer) {
        for (KeyEntry entry : stage.table.entries()) {
            if (entry.isCold()) {
                readCold(stage, entry, writer);
            } else {
                saveEntry(stage, entry, true, writer);
            }
        }
        stage.dirty.clear();
    }

    /** Writes what changed of a key that leaves the heap. */
    void saveCold(Stage stage, KeyEntry entry) {
        stage.dirty.remove(entry);
        saveEntry(stage, entry, false, cold);
    }

    /** Reads the states of a key that was cold. */
    void loadCold(Stage stage, KeyEntry entry) {
        byte[] heads = cold.get(headKey(stage, entry));
        if (heads != null) {
            loadHeads(stage, entry, new ByteReader(heads));
        }
        for (int operator = 0; operator < stage.operators.size(); operator++) {
            for (int part : entry.savedPartNumbers(operator)) {
                ByteReader in = new ByteReader(cold.get(partKey(stage, entry, operator, part)));
                loadPart(stage, entry, operator, part, in.readVarInt(), in);
            }
        }
        finishEntry(stage, entry);
    }

    /** Copies the pieces of a cold key. */
    private void readCold(Stage stage, KeyEntry entry, StateWriter writer) {
        byte[] headKey = headKey(stage, entry);
        writer.put(headKey, cold.get(headKey));
        for (int operator = 0; operator < stage.operators.size(); operator++) {
            for (int part : entry.savedPartNumbers(operator)) {
                byte[] partKey = partKey(stage, entry, operator, part);
                writer.put(partKey, cold.get(partKey));
            }
        }
    }

    /** Makes an entry for each key of the cold store. The last ones read stay on the heap. */
    void open() {
        Opening opening = new Opening(stagesById());
        cold.readAll(opening::take);
        opening.finish();
    }

    /** Pieces of one key come one after the other, its head first. */
    private final class Opening {
        private final Map<String, Stage> stages;
        private Stage stage;
        private KeyEntry entry;

        Opening(Map<String, Stage> stages) {
            this.stages = stages;
        }

        void take(byte[] key, byte[] value) {
            ByteReader in = new ByteReader(key);
            String stageId = in.readString();
            if (stageId.isEmpty()) {
                loadTask(value);
                return;
            }
            Stage found = stages.get(stageId);
            if (found == null) {
                return;
            }
            byte[] keyBytes = in.readBytes();
            if (found != stage || entry == null || !Arrays.equals(entry.key, keyBytes)) {
                finish();
                stage = found;
                keyWriter.reset().writeRaw(keyBytes, 0, keyBytes.length);
                entry = stage.table.restored(keyWriter);
                stage.admit(entry);
            }
            loadPiece(stage, entry, in, value);
        }

        void finish() {
            if (entry != null) {
                finishEntry(stage, entry);
            }
            entry = null;
        }
    }

    void load(byte[] key, byte[] value) {
        ByteBuffer wrapped = ByteBuffer.wrap(key);
        if (value == null) {
            pieces.remove(wrapped);
        } else {
            pieces.put(wrapped, value);
        }
    }

    void loaded() {
        Map<String, Stage> stages = stagesById();
        pieces.forEach((key, value) -> loadPiece(stages, key.array(), value));
        pieces = new LinkedHashMap<>();
        for (Stage stage : task.stages()) {
            for (KeyEntry entry : stage.table.entries()) {
                finishEntry(stage, entry);
            }
        }
    }

    private Map<String, Stage> stagesById() {
        Map<String, Stage> stages = new TreeMap<>();
        task.stages().forEach(stage -> stages.put(stage.id, stage));
        return stages;
    }

    private void saveEntry(Stage stage, KeyEntry entry, boolean isAll, StateWriter writer) {
        if (entry.isRemoved) {
            return;
        }
        ByteWriter heads = headWriter.reset();
        for (int i = 0; i < entry.states.length; i++) {
            PartWriter parts = partWriter.of(stage, entry, i, writer);
            if (entry.states[i] == null || stage.operators.get(i).operator.isEmpty(entry.states[i])) {
                entry.states[i] = null;
                parts.deleteAll();
                continue;
            }
            byte[] head = parts.save(entry.states[i], isAll);
            heads.writeBytes(stage.operators.get(i).idBytes);
            heads.writeVarInt(stage.operators.get(i).operator.codec().version());
            heads.writeBytes(head);
        }
        if (heads.size() > 0) {
            writer.put(headKey(stage, entry), heads.toBytes());
            entry.isSaved = true;
        } else {
            if (entry.isSaved) {
                writer.put(headKey(stage, entry), null);
            }
            stage.remove(entry);
        }
    }

    private byte[] headKey(Stage stage, KeyEntry entry) {
        keyWriter.reset().writeBytes(stage.idBytes);
        keyWriter.writeBytes(entry.key);
        return keyWriter.toBytes();
    }

    private byte[] partKey(Stage stage, KeyEntry entry, int operator, int part) {
        keyWriter.reset().writeBytes(stage.idBytes);
        keyWriter.writeBytes(entry.key);
        keyWriter.writeBytes(stage.operators.get(operator).idBytes);
        keyWriter.writeVarInt(part);
        return keyWriter.toBytes();
    }

    private byte[] taskKey() {
        keyWriter.reset().writeString("");
        return keyWriter.toBytes();
    }

    private byte[] taskValue() {
        valueWriter.reset().writeByte(VERSION);
        valueWriter.writeLong(task.clock().progressMs);
        task.upstream().write(valueWriter);
        TableCounters[] counters = task.allCounters();
        valueWriter.writeVarInt(counters.length);
        for (int i = 0; i < counters.length; i++) {
            valueWriter.writeString(
                    task.setup().graph().pipeline().tables().get(i).name());
            counters[i].write(valueWriter);
        }
        return valueWriter.toBytes();
    }

    private void loadTask(byte[] value) {
        ByteReader in = new ByteReader(value);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("task record has version " + version + ", known is " + VERSION);
        }
        task.clock().progressMs = in.readLong();
        task.upstream().read(in);
        int tables = in.readVarInt();
        for (int i = 0; i < tables; i++) {
            int index = task.setup().graph().tableIndex(in.readString());
            (index < 0 ? new TableCounters() : task.allCounters()[index]).read(in);
        }
    }

    private void loadPiece(Map<String, Stage> stages, byte[] key, byte[] value) {
        ByteReader in = new ByteReader(key);
        String stageId = in.readString();
        if (stageId.isEmpty()) {
            loadTask(value);
            return;
        }
        Stage stage = stages.get(stageId);
        if (stage == null) {
            // State of a stage that the statement no longer has.
            return;
        }
        byte[] keyBytes = in.readBytes();
        keyWriter.reset().writeRaw(keyBytes, 0, keyBytes.length);
        loadPiece(stage, stage.table.restored(keyWriter), in, value);
    }

    /** @param in the piece's key behind stage and key bytes: nothing for the head, else operator and part */
    private void loadPiece(Stage stage, KeyEntry entry, ByteReader in, byte[] value) {
        ByteReader valueIn = new ByteReader(value);
        if (!in.hasMore()) {
            entry.isSaved = true;
            loadHeads(stage, entry, valueIn);
            return;
        }
        int operator = position(stage, in.readString());
        if (operator >= 0) {
            int part = in.readVarInt();
            if (stage.isSavedByParts) {
                entry.savedParts(operator).add(part);
            }
            loadPart(stage, entry, operator, part, valueIn.readVarInt(), valueIn);
        }
    }

    private void loadHeads(Stage stage, KeyEntry entry, ByteReader in) {
        while (in.hasMore()) {
            int operator = position(stage, in.readString());
            int version = in.readVarInt();
            byte[] head = in.readBytes();
            if (operator >= 0) {
                loadPart(stage, entry, operator, 0, version, new ByteReader(head));
            }
        }
    }

    private static void loadPart(Stage stage, KeyEntry entry, int operator, int part, int version, ByteReader in) {
        OperatorStep step = stage.operators.get(operator);
        if (entry.states[operator] == null) {
            entry.states[operator] = step.operator.newState();
        }
        step.operator.codec().load(entry.states[operator], part, version, in);
    }

    private static void finishEntry(Stage stage, KeyEntry entry) {
        for (int i = 0; i < entry.states.length; i++) {
            OperatorStep step = stage.operators.get(i);
            if (entry.states[i] != null) {
                step.operator.codec().loaded(entry.states[i]);
                step.restored(entry);
            }
        }
    }

    private static int position(Stage stage, String operator) {
        for (int i = 0; i < stage.operators.size(); i++) {
            if (stage.operators.get(i).id.equals(operator)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the parts of one operator's state of one key. One object for all of them: a save makes thousands of parts. */
    private final class PartWriter implements StateCodec.Parts {
        private final ByteWriter buffer = new ByteWriter();
        private Stage stage;
        private KeyEntry entry;
        private int operator;
        private StateWriter writer;
        private StateCodec<Object> codec;
        private int current;
        private boolean isWriting;
        private byte[] head;
        private boolean isHeadOnly;

        PartWriter of(Stage ofStage, KeyEntry ofEntry, int ofOperator, StateWriter toWriter) {
            stage = ofStage;
            entry = ofEntry;
            operator = ofOperator;
            writer = toWriter;
            codec = stage.operators.get(operator).operator.codec();
            isWriting = false;
            head = null;
            isHeadOnly = false;
            return this;
        }

        /** Writes the parts besides the head, and gives the head. */
        byte[] save(Object state, boolean isAll) {
            codec.save(state, isAll, this);
            complete();
            if (head == null) {
                // Another operator of the stage changed: the shared record needs this one's head all the same.
                isHeadOnly = true;
                codec.save(state, true, this);
                complete();
            }
            return head == null ? new byte[0] : head;
        }

        void deleteAll() {
            for (int part : entry.savedPartNumbers(operator)) {
                delete(part);
            }
        }

        @Override
        public ByteWriter part(int number) {
            complete();
            current = number;
            isWriting = true;
            buffer.reset();
            if (number != 0) {
                buffer.writeVarInt(codec.version());
            }
            return buffer;
        }

        @Override
        public void delete(int number) {
            complete();
            if (number != 0
                    && entry.hasSavedParts(operator)
                    && entry.savedParts(operator).contains(number)) {
                entry.savedParts(operator).remove(number);
                writer.put(partKey(stage, entry, operator, number), null);
            }
        }

        private void complete() {
            if (isWriting && current == 0) {
                head = buffer.toBytes();
            } else if (isWriting && !isHeadOnly) {
                if (stage.isSavedByParts) {
                    entry.savedParts(operator).add(current);
                }
                writer.put(partKey(stage, entry, operator, current), buffer.toBytes());
            }
            isWriting = false;
        }
    }
}
