package io.prontuario.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts one CA file only, and never resumes a session: every request pays a full handshake, as a new client does. */
public final class TlsTrust {
    /** Sessions that claim to live longer than the protocol allows (7 days) are not kept by the JDK: no ticket is ever stored. */
    private static final int LONGER_THAN_A_TICKET_MAY_LIVE = 604_801;

    private TlsTrust() {}

    /** @throws IOException when the file cannot be read or holds no certificate */
    public static SSLSocketFactory trusting(Path caFile) throws IOException {
        try (InputStream in = Files.newInputStream(caFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return withoutResumption(trust.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IOException(caFile + " holds no usable CA certificate in PEM: " + e.getMessage(), e);
        }
    }

    static SSLSocketFactory withoutResumption(TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        context.getClientSessionContext().setSessionTimeout(LONGER_THAN_A_TICKET_MAY_LIVE);
        context.getClientSessionContext().setSessionCacheSize(1);
        return context.getSocketFactory();
    }
}
