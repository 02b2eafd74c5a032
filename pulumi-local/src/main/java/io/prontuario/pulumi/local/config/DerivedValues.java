package io.prontuario.pulumi.local.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords and keys that the program chooses: the HMAC-SHA256 of their name under a seed, which is HKDF's expand step (RFC 5869) for its
 * first block. The same seed gives the same values, so a Secret that was deleted comes back as it was.
 */
final class DerivedValues {
    /** Of the seed, in bytes: as long as the hash. */
    static final int SEED_LENGTH = 32;

    private static final String MAC = "HmacSHA256";

    private final byte[] seed;

    /** @param seed random bytes */
    DerivedValues(byte[] seed) {
        this.seed = seed.clone();
    }

    /** The value of a Secret's key; empty for a value that the hospital chooses. */
    Optional<String> of(String secret, String key) {
        return switch (key) {
            case "RECORDS_PASSWORD" -> Optional.of(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(secret, key)));
            case "AUTH_KEYS" -> Optional.of("k1:" + Base64.getEncoder().encodeToString(bytes(secret, key)));
            default -> Optional.empty();
        };
    }

    private byte[] bytes(String secret, String key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(seed, MAC));
            mac.update(("prontuario/" + secret + "/" + key).getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no " + MAC, e);
        }
    }
}
