package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
public final class Checksums {
    private static final int BUFFER = 1 << 17;

    private Checksums() {}

    /** A fresh digest. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file's SHA-256 as lowercase hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest);
    }

    /** Reads the whole file and refuses it when it is not what {@code expected} says. */
    public static void verify(String name, Path file, String expected) throws ModelException {
        String actual;
        try {
            actual = sha256(file);
        } catch (IOException unreadable) {
            throw new ModelException(
                    "model " + name + ": " + file + " cannot be read; was it fetched to this volume?", unreadable);
        }
        if (!actual.equals(expected)) {
            throw new ModelException(
                    "model " + name + ": " + file + " has sha256 " + actual + " but " + expected
                            + " is required; it is refused. Delete the file and fetch it again, or correct the checksum in the object");
        }
    }
}
