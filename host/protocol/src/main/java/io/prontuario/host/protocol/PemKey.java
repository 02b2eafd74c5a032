package io.prontuario.host.protocol;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads private keys. The JDK takes PKCS#8 only, so the older forms, which some authorities issue, are put into it. */
final class PemKey {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final List<String> KINDS = List.of(PKCS8, PKCS1, SEC1, "ENCRYPTED PRIVATE KEY");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

    private PemKey() {}

    /**
     * The first private key of the text.
     *
     * @throws GeneralSecurityException saying what the text holds instead, and what to do
     */
    static PrivateKey read(String pem) throws GeneralSecurityException {
        List<PemText.Part> keys = new PemText(pem).parts(KINDS);
        if (keys.isEmpty()) {
            throw new GeneralSecurityException("the key file holds no PEM private key");
        }
        PemText.Part key = keys.get(0);
        if (key.isEncrypted()) {
            throw new GeneralSecurityException(
                    "the key is encrypted; write it without a passphrase: openssl pkey -in KEY -out PLAIN-KEY");
        }
        byte[] der = pkcs8(key);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm: the next one is tried.
            }
        }
        throw new GeneralSecurityException("the key is damaged, or neither EC, RSA nor Ed25519; check it: openssl pkey"
                + " -in KEY -check -noout");
    }

    private static byte[] pkcs8(PemText.Part key) throws GeneralSecurityException {
        try {
            byte[] der = key.der();
            return switch (key.kind()) {
                case PKCS1 -> Der.privateKey(Der.RSA, Der.NULL, der);
                case SEC1 -> Der.privateKey(Der.EC, Der.curve(der), der);
                default -> der;
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new GeneralSecurityException(
                    "the key is damaged (" + e.getMessage() + "); check it: openssl pkey -in KEY -check -noout", e);
        }
    }
}
