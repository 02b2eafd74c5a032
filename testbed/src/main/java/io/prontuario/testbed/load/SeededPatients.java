package io.prontuario.testbed.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Expected fields of the seeded patients 1 to 1000, computed by the same rule as in the seed script. */
final class SeededPatients {
    static final int COUNT = 1000;
    private final String[] checksums = new String[COUNT + 1];

    SeededPatients() {
        for (int id = 1; id <= COUNT; id++) {
            checksums[id] = md5("prontuario:" + id);
        }
    }

    String mrn(int id) {
        return "MRN%06d".formatted(id);
    }

    String checksum(int id) {
        return checksums[id];
    }

    private static String md5(String text) {
        try {
            // MD5 marks which record this is; it protects nothing.
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
