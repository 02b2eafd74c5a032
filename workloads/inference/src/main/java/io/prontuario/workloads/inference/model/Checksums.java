package io.prontuario.workloads.inference.model;

import io.prontuario.workloads.common.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** SHA-256 of model files. */
public final class Checksums {
    private static final int BUFFER = 1 << 17;

    private Checksums() {}

    /** The file's SHA-256 as 64 lowercase hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.hex(digest);
    }

    /**
     * Reads the whole file and compares its SHA-256.
     *
     * @param expected 64 lowercase hexadecimal digits
     * @throws ModelException when the file cannot be read or has another checksum
     */
    public static void verify(Path file, String expected) throws ModelException {
        String actual;
        try {
            actual = sha256(file);
        } catch (IOException unreadable) {
            throw new ModelException("cannot read the file; check that fetch-model ran for this volume", unreadable);
        }
        if (!actual.equals(expected)) {
            throw new ModelException(
                    "the file has sha256 " + actual + ", but " + expected
                            + " is required; delete the file and fetch it again, or correct the checksum in the platform object");
        }
    }
}
