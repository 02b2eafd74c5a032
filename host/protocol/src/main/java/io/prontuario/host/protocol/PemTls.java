package io.prontuario.host.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;

/** TLS contexts from PEM files. Keys may be PKCS#8, PKCS#1 (RSA) or SEC 1 (EC). */
public final class PemTls {
    private PemTls() {}

    /**
     * The context of a server.
     *
     * @param certificate certificate chain, leaf first
     * @param key unencrypted private key of the leaf
     * @throws IOException naming the files when they cannot be read or do not make an identity
     */
    public static SSLContext server(Path certificate, Path key) throws IOException {
        String chain = Files.readString(certificate);
        String secret = Files.readString(key);
        try {
            return SSLFactory.builder()
                    .withIdentityMaterial(PemUtils.parseIdentityMaterial(chain, secret, null))
                    .build()
                    .getSslContext();
        } catch (RuntimeException e) {
            throw new IOException(
                    certificate + " and " + key + " do not make a TLS identity (a certificate chain and its unencrypted"
                            + " private key, both PEM): " + e.getMessage(),
                    e);
        }
    }

    /**
     * A context that trusts the certificates in the file and no others.
     *
     * @throws IOException naming the file when it cannot be read or holds no certificate
     */
    public static SSLContext client(Path authorities) throws IOException {
        String certificates = Files.readString(authorities);
        try {
            return SSLFactory.builder()
                    .withTrustMaterial(PemUtils.parseTrustMaterial(certificates))
                    .build()
                    .getSslContext();
        } catch (RuntimeException e) {
            throw new IOException(authorities + " holds no usable PEM certificate: " + e.getMessage(), e);
        }
    }

    /**
     * A context that shows a certificate and trusts the authorities and no others.
     *
     * @throws IOException naming the files when they cannot be read or do not make an identity
     */
    public static SSLContext mutual(Path certificate, Path key, Path authorities) throws IOException {
        String chain = Files.readString(certificate);
        String secret = Files.readString(key);
        String trusted = Files.readString(authorities);
        try {
            return SSLFactory.builder()
                    .withIdentityMaterial(PemUtils.parseIdentityMaterial(chain, secret, null))
                    .withTrustMaterial(PemUtils.parseTrustMaterial(trusted))
                    .build()
                    .getSslContext();
        } catch (RuntimeException e) {
            throw new IOException(
                    certificate + ", " + key + " and " + authorities + " do not make a TLS identity: " + e.getMessage(),
                    e);
        }
    }
}
