package io.prontuario.testbed.load;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.pki.Openssl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server whose answers, and failures to answer, a test scripts. */
final class ScriptedTlsServer implements AutoCloseable {
    /** Answers the n-th connection after its request head. */
    interface Script {
        void answer(int number, String path, Socket socket, OutputStream out) throws Exception;
    }

    private static final char[] PASSWORD = "changeit".toCharArray();
    private final SSLServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final Path ca;

    ScriptedTlsServer(Path folder, Script script) throws Exception {
        ca = folder.resolve("ca.crt");
        KeyStore keys = keys(folder);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
        workers.execute(() -> accept(script));
    }

    /** A leaf below an authority, as at a real front door: a self-signed leaf would hardly be checked. */
    private static KeyStore keys(Path folder) throws Exception {
        Openssl.authority(folder, "ca", "test CA");
        Openssl.certificate(folder, "server", "ca", "/CN=test", "IP:127.0.0.1");
        Path store = folder.resolve("server.p12");
        List<String> export = new ArrayList<>(List.of("openssl", "pkcs12", "-export"));
        export.addAll(List.of("-inkey", folder.resolve("server.key").toString()));
        export.addAll(List.of("-in", folder.resolve("server.crt").toString()));
        export.addAll(List.of("-passout", "pass:" + new String(PASSWORD), "-out", store.toString()));
        Shell.run(export.toArray(String[]::new));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                int number = connections.getAndIncrement();
                workers.execute(() -> serve(number, socket, script));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(int number, SSLSocket socket, Script script) {
        try (socket) {
            socket.startHandshake();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String path = in.readLine().split(" ")[1];
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                continue;
            }
            script.answer(number, path, socket, socket.getOutputStream());
        } catch (Exception e) {
            // The client may leave first; that is what several tests are about.
            return;
        }
    }

    static void record(OutputStream out, String path, String site) throws IOException {
        int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        SeededPatients patients = new SeededPatients();
        json(
                out,
                200,
                site,
                "full",
                "{\"mrn\":\"%s\",\"checksum\":\"%s\"}".formatted(patients.mrn(id), patients.checksum(id)));
    }

    static void json(OutputStream out, int status, String site, String profile, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 %d X\r\nX-Prontuario-Site: %s\r\nX-Prontuario-Profile: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, site, profile, bytes.length))
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    LoadTarget target() throws IOException {
        return new LoadTarget("127.0.0.1", server.getLocalPort(), TlsTrust.trusting(ca));
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        workers.shutdownNow();
    }
}
