package io.prontuario.testbed.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.conscrypt.Conscrypt;

/**
 * TLS that trusts one CA file only, and never resumes a session: every request pays a full handshake, as a new client
 * does.
 *
 * <p>Handshakes are BoringSSL's where its library exists for this machine: in Java alone a hundred a second took more
 * than half a core of the two that carry the whole test bed, and the client measured its own hunger.
 */
public final class TlsTrust {
    private static final boolean NATIVE = Conscrypt.isAvailable();

    private final TrustManager[] trust;

    private TlsTrust(TrustManager[] trust) {
        this.trust = trust;
    }

    /** @throws IOException when the file cannot be read or holds no certificate */
    public static TlsTrust trusting(Path caFile) throws IOException {
        try (InputStream in = Files.newInputStream(caFile)) {
            Set<TrustAnchor> anchors = new HashSet<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.add(new TrustAnchor((X509Certificate) certificate, null));
            }
            PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, null);
            path.setRevocationEnabled(false);
            if (NATIVE) {
                Security.addProvider(Native.PROVIDER);
                path.setSigProvider(Native.PROVIDER.getName());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(new CertPathTrustManagerParameters(path));
            return by(new Tls13AuthTypeAdapter((X509ExtendedTrustManager) trust.getTrustManagers()[0]));
        } catch (GeneralSecurityException e) {
            throw new IOException(caFile + " holds no usable CA certificate in PEM: " + e.getMessage(), e);
        }
    }

    static TlsTrust by(TrustManager... trust) {
        return new TlsTrust(trust);
    }

    /**
     * Shakes hands over a connected socket.
     *
     * @param host the name or address that the certificate must be for
     * @throws IOException when the peer is not trusted, is not that host, or does not answer
     */
    SSLSocket handshake(Socket tcp, String host) throws IOException {
        try {
            // A context of its own has no session to resume.
            SSLContext context =
                    NATIVE ? SSLContext.getInstance("TLS", Native.PROVIDER) : SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            SSLSocketFactory factory = context.getSocketFactory();
            if (NATIVE) {
                // Through Java's own socket, so that closing it ends a read at once.
                Conscrypt.setUseEngineSocket(factory, true);
            }
            SSLSocket tls = (SSLSocket) factory.createSocket(tcp, host, tcp.getPort(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Loaded only where the library exists. */
    private static final class Native {
        private static final Provider PROVIDER = Conscrypt.newProvider();
    }
}
