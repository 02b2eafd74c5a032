package io.prontuario.host.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Who may read and who may write, by bearer token. The files are read at every request, so a rotation needs no restart. */
record Tokens(Path writeFile, Path readFile) {
    private static final String SCHEME = "Bearer ";

    boolean mayWrite(@Nullable String authorization) throws IOException {
        return matches(authorization, writeFile);
    }

    boolean mayRead(@Nullable String authorization) throws IOException {
        return matches(authorization, readFile) | matches(authorization, writeFile);
    }

    /** In constant time for tokens of the same length. */
    private static boolean matches(@Nullable String authorization, Path file) throws IOException {
        String expected = Files.readString(file).trim();
        return authorization != null
                && authorization.startsWith(SCHEME)
                && !expected.isEmpty()
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
                        expected.getBytes(StandardCharsets.UTF_8));
    }
}
