package io.prontuario.host.agent.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Bearer tokens of the HTTPS interface. The files are read at every request, so a rotation needs no restart. */
public record Tokens(Path writeFile, Path readFile) {
    private static final String SCHEME = "Bearer ";

    public boolean mayWrite(@Nullable String authorization) throws IOException {
        return matches(authorization, writeFile);
    }

    public boolean mayRead(@Nullable String authorization) throws IOException {
        return matches(authorization, readFile) | matches(authorization, writeFile);
    }

    /** Takes the same time for every wrong token of one length. */
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
