package io.prontuario.testbed.load;

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

/** A TLS server that answers, or misbehaves, as the test asks. */
final class ScriptedTlsServer implements AutoCloseable {
    /** What it does with the n-th connection once the request head was read. */
    interface Script {
        void answer(int number, String path, Socket socket, OutputStream out) throws Exception;
    }

    private static final char[] PASSWORD = "changeit".toCharArray();
    private final SSLServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final Path ca;

    ScriptedTlsServer(Path folder, Script script) throws Exception {
        Path store = folder.resolve("server.p12");
        ca = folder.resolve("ca.pem");
        Files.deleteIfExists(store);
        // A leaf below a CA, as at a real front door: a leaf that is its own anchor is hardly checked at all.
        key(store, "ca", "-dname", "CN=test CA", "-ext", "bc:c");
        key(store, "s", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1", "-signer", "ca");
        keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", ca.toString());
        keytool(store, "-delete", "-alias", "ca");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
        workers.execute(() -> accept(script));
    }

    private static void key(Path store, String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-validity", "2"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of(more));
        keytool(store, command.toArray(String[]::new));
    }

    private static void keytool(Path store, String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(args));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
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
