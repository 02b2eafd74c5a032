package io.prontuario.host.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS contexts from PEM files. Keys may be PKCS#8, PKCS#1 (RSA) or SEC 1 (EC). The JDK alone reads them: a library that
 * does costs the agent 10 MB of memory.
 */
public final class PemTls {
    private static final List<String> CERTIFICATE = List.of("CERTIFICATE", "X509 CERTIFICATE");
    /** Of no certificates: without any, the JDK would read the system's. */
    private static final TrustManager[] TRUSTS_NOTHING = {};

    private PemTls() {}

    /**
     * The context of a server.
     *
     * @param certificate certificate chain, leaf first
     * @param key unencrypted private key of the leaf
     * @throws IOException naming the files when they cannot be read or do not make an identity
     */
    public static SSLContext server(Path certificate, Path key) throws IOException {
        return context(identity(certificate, key), TRUSTS_NOTHING);
    }

    /**
     * A context that trusts the certificates in the file and no others.
     *
     * @throws IOException naming the file when it cannot be read or holds no certificate
     */
    public static SSLContext client(Path authorities) throws IOException {
        return context(new KeyManager[0], trust(authorities));
    }

    /**
     * A context that shows a certificate and trusts the authorities and no others.
     *
     * @throws IOException naming the files when they cannot be read or do not make an identity
     */
    public static SSLContext mutual(Path certificate, Path key, Path authorities) throws IOException {
        return context(identity(certificate, key), trust(authorities));
    }

    private static SSLContext context(KeyManager[] identity, TrustManager[] trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not usable: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] identity(Path certificate, Path key) throws IOException {
        String chain = Files.readString(certificate);
        String secret = Files.readString(key);
        try {
            PrivateKey privateKey = PemKey.read(secret);
            KeyStore store = empty();
            char[] none = {};
            store.setKeyEntry("identity", privateKey, none, certificates(chain).toArray(new Certificate[0]));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, none);
            return managers.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    certificate + " and " + key + " do not make a TLS identity (a certificate chain and its unencrypted"
                            + " private key, both PEM): " + e.getMessage(),
                    e);
        }
    }

    private static TrustManager[] trust(Path authorities) throws IOException {
        String pem = Files.readString(authorities);
        try {
            KeyStore store = empty();
            for (Certificate certificate : certificates(pem)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + " holds no usable PEM certificate: " + e.getMessage(), e);
        }
    }

    /** Never written: JKS, because the JDK's default form derives a key from the password, which takes ten milliseconds. */
    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(String pem) throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (PemText.Part part : new PemText(pem).parts(CERTIFICATE)) {
            try {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(part.der())));
            } catch (IllegalArgumentException e) {
                throw new GeneralSecurityException("a certificate is damaged: " + e.getMessage(), e);
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("the file holds no certificate");
        }
        return certificates;
    }
}
