package io.prontuario.host.agent.state;

import io.prontuario.host.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A value in memory and, as JSON, in a file of its own. Safe for use by several threads. */
public final class JsonStore<T> {
    private final Path file;
    private T value;

    /** @param initial the value while there is no file */
    public JsonStore(Path file, Class<T> type, T initial) throws IOException {
        this.file = file;
        String text = DurableFile.read(file);
        this.value = text.isBlank() ? initial : Json.read(text, type);
    }

    public synchronized T get() {
        return value;
    }

    /** Changes the value. It is on disk before this returns. */
    public synchronized T update(UnaryOperator<T> change) throws IOException {
        T next = change.apply(value);
        if (!next.equals(value)) {
            DurableFile.write(file, Json.write(next));
            value = next;
        }
        return next;
    }
}
