package io.prontuario.testbed;

import io.prontuario.testbed.exec.CommandOutput;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.plan.Host;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a client sees on the wire, at the level where a silence, a FIN and a RST differ. */
final class WireClient {
    private static final int CONNECT_MILLIS = 3_000;

    private WireClient() {}

    /** How a connection answered a request. */
    enum Reply {
        ANSWERED,
        SILENT,
        CLOSED,
        RESET
    }

    static Socket connect(String address, int port, int readMillis) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        socket.setSoTimeout(readMillis);
        return socket;
    }

    static Socket connectTls(Path authority, String address, int readMillis)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "site", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        Socket plain = connect(address, 443, readMillis);
        return context.getSocketFactory().createSocket(plain, address, 443, true);
    }

    /** Asks on an open connection, which stays open. */
    static Reply ask(Socket socket, String path) {
        try {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: testbed\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read(new byte[8192]) > 0 ? Reply.ANSWERED : Reply.CLOSED;
        } catch (SocketTimeoutException e) {
            return Reply.SILENT;
        } catch (IOException e) {
            return Reply.RESET;
        }
    }

    /** Asks on a connection of its own; anything but an answer in time is not one. */
    static boolean answers(String address, int port, String path) {
        try (Socket socket = connect(address, port, 2_000)) {
            return ask(socket, path) == Reply.ANSWERED;
        } catch (IOException e) {
            return false;
        }
    }

    /** The same question asked from inside a host's network. */
    static boolean answersFrom(Host host, String address, int port) {
        String script = "exec 3<>/dev/tcp/" + address + "/" + port
                + " && printf 'GET /hostname HTTP/1.0\\r\\n\\r\\n' >&3 && head -c 4 <&3";
        CommandOutput output = Shell.attempt(
                Duration.ofSeconds(10),
                List.of("nsenter", "--net=/run/netns/" + host.netns(), "timeout", "2", "bash", "-c", script));
        return output.ok() && output.out().equals("HTTP");
    }
}
