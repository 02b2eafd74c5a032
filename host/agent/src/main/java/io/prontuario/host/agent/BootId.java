package io.prontuario.host.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The host's identity since its last start, read anew every time: the agent may outlive nothing, but it may start first. */
record BootId(Path file) {
    String read() throws IOException {
        String id = Files.readString(file).trim();
        if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
            throw new IOException(file + " holds no boot id; it must hold one word");
        }
        return id;
    }
}
