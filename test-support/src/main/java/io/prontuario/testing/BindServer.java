package io.prontuario.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real name server, Debian's BIND, on loopback ports from a folder of its own. */
public final class BindServer implements AutoCloseable {
    public static final String ZONE = "hospital.example";
    public static final String SECRET = "c2VjcmV0LW9mLXRoZS1wdWJsaWMtdmlldy0wMTIzNDU=";
    public static final String ONSITE_SECRET = "c2VjcmV0LW9mLXRoZS1vbi1zaXRlLXZpZXctMDEyMw==";
    private static final Path BINARY = Path.of("/usr/sbin/named");

    private final Process process;
    public final int port;

    private BindServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * The public view, which key "cloud" may change.
     *
     * @param secondary port of a secondary that is notified
     */
    public static BindServer primary(Path folder, int secondary) throws IOException {
        zone(folder.resolve("zone.db"), "203.0.113.1");
        return start(
                folder,
                freePort(),
                """
                key "cloud" { algorithm hmac-sha256; secret "%1$s"; };
                zone "%2$s" { type primary; file "zone.db"; notify explicit; also-notify { 127.0.0.1 port %3$d; };
                  allow-transfer { any; };
                  update-policy { grant cloud name prontuario.%2$s. A; grant cloud name alias.%2$s. A; }; };
                """
                        .formatted(SECRET, ZONE, secondary));
    }

    /** The on-site view on a server of its own, which only key "onsite" may change; it has the cloud's key. */
    public static BindServer onsite(Path folder) throws IOException {
        zone(folder.resolve("zone.db"), "10.20.30.1");
        return start(
                folder,
                freePort(),
                """
                key "cloud" { algorithm hmac-sha256; secret "%1$s"; };
                key "onsite" { algorithm hmac-sha256; secret "%2$s"; };
                zone "%3$s" { type primary; file "zone.db"; update-policy { grant onsite name prontuario.%3$s. A; }; };
                """
                        .formatted(SECRET, ONSITE_SECRET, ZONE));
    }

    /** A secondary of the public view. */
    public static BindServer secondary(Path folder, int port, int primary) throws IOException {
        return start(
                folder,
                port,
                """
                zone "%s" { type secondary; file "copy.db"; primaries { 127.0.0.1 port %d; };
                  allow-notify { 127.0.0.1; }; };
                """
                        .formatted(ZONE, primary));
    }

    private static BindServer start(Path folder, int port, String configuration) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(BINARY), "no " + BINARY + ": run testbed/build/packages.sh");
        Files.writeString(
                folder.resolve("named.conf"),
                """
                options { directory "%1$s"; pid-file none; session-keyfile "%1$s/session.key"; lock-file none;
                  listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; notify-delay 0; };
                controls { };
                """
                                .formatted(folder, port)
                        + configuration);
        Path log = folder.resolve("named.log");
        Process process = new ProcessBuilder(BINARY.toString(), "-g", "-n", "1", "-c", folder + "/named.conf")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        BindServer named = new BindServer(process, port);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("named ended: " + Files.readString(log));
                }
                return Files.readString(log).contains(" running") && accepts(port);
            });
        } catch (RuntimeException e) {
            named.close();
            throw e;
        }
        return named;
    }

    /** Free for UDP and TCP now. */
    public static int freePort() throws IOException {
        while (true) {
            try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
                return udp.getLocalPort();
            } catch (java.net.BindException taken) {
                continue;
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void zone(Path file, String address) throws IOException {
        Files.writeString(
                file,
                """
                $TTL 60
                @ IN SOA ns.%1$s. root.%1$s. 1 60 10 3600 5
                @ IN NS ns.%1$s.
                ns IN A 127.0.0.1
                www IN A %2$s
                alias IN CNAME www.%1$s.
                """
                        .formatted(ZONE, address));
    }
}
