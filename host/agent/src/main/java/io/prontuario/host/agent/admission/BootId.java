package io.prontuario.host.agent.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The host's identity since its last start. Read at every use: the file may be written after the agent has started. */
public record BootId(Path file) {
    public String read() throws IOException {
        String id = Files.readString(file).trim();
        if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
            throw new IOException(file + " holds no boot id; it must hold one word without spaces");
        }
        return id;
    }
}
