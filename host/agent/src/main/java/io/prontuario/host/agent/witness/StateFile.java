package io.prontuario.host.agent.witness;

import io.prontuario.host.agent.state.JsonStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The state on disk, with room kept for it: a fence can be recorded although WAL has filled the disk. */
final class StateFile {
    private static final int RESERVED = 1 << 20;

    private final JsonStore<WitnessState> store;
    private final Path reserve;

    StateFile(Path folder) throws IOException {
        this.store = new JsonStore<>(folder.resolve("witness.json"), WitnessState.class, WitnessState.INITIAL);
        this.reserve = folder.resolve("reserve");
        reserve();
    }

    WitnessState get() {
        return store.get();
    }

    /** Changes the state. It is on disk before this returns. */
    WitnessState update(UnaryOperator<WitnessState> change) throws IOException {
        try {
            return store.update(change);
        } catch (IOException e) {
            if (!Files.deleteIfExists(reserve)) {
                throw e;
            }
            return store.update(change);
        } finally {
            reserve(); // the next one may need it too
        }
    }

    private void reserve() {
        try {
            if (!Files.exists(reserve) || Files.size(reserve) < RESERVED) {
                Files.write(reserve, new byte[RESERVED]);
            }
        } catch (IOException e) {
            giveBack(); // The disk is full already: the report says so.
        }
    }

    /** What was written of it takes the room that the state itself needs. */
    private void giveBack() {
        try {
            Files.deleteIfExists(reserve);
        } catch (IOException e) {
            // It is tried again when the state changes next.
        }
    }
}
