package io.prontuario.testbed.benchmark;

import io.prontuario.testbed.load.LoadTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy with the common check timings (interval 5 s, timeout 2 s, threshold 3) and its own defaults for the rest, on
 * the edge, in front of the same pods.
 */
final class BaselineHaproxy implements Baseline {
    private static final int PORT = 8443;
    private final String edgeAddress;
    private final LoadTarget frontDoor;
    private final String certificate;
    private @Nullable Process process;
    private @Nullable Path folder;

    /** @param certificate PEM with chain and key, as the front door has it */
    BaselineHaproxy(String edgeAddress, LoadTarget frontDoor, String certificate) {
        this.edgeAddress = edgeAddress;
        this.frontDoor = frontDoor;
        this.certificate = certificate;
    }

    @Override
    public String name() {
        return "HAProxy 5 s / 2 s / 3";
    }

    @Override
    public LoadTarget open() throws IOException, InterruptedException {
        // One at a time: a second one would share the port with the first, and the first would never end.
        close();
        Path made = Files.createTempDirectory("literal-haproxy");
        folder = made;
        Path pem = made.resolve("front.pem");
        Files.writeString(pem, certificate);
        Path configuration = made.resolve("haproxy.cfg");
        Files.writeString(configuration, configuration(pem));
        process = new ProcessBuilder(
                        "nsenter", "--net=/run/netns/pt-edge", "haproxy", "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(made.resolve("log").toFile())
                .start();
        if (process.waitFor(1, TimeUnit.SECONDS)) {
            throw new IOException("HAProxy ended: " + Files.readString(made.resolve("log")));
        }
        return new LoadTarget(edgeAddress, PORT, frontDoor.tls());
    }

    static String configuration(Path pem) {
        return """
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                  timeout check 2s
                  option redispatch
                frontend literal
                  bind :%d ssl crt %s
                  default_backend api
                backend api
                  option httpchk GET /readyz
                  default-server inter 5s fall 3
                  server mac-studio-1 10.200.0.11:30080 check
                  server mac-studio-2 10.200.0.12:30080 check backup
                  server cloud 10.200.1.21:30080 check backup
                """
                .formatted(PORT, pem);
    }

    @Override
    public void close() {
        if (process != null) {
            // By force: it must not outlive the test bed in which it runs.
            process.destroyForcibly();
        }
        if (folder != null) {
            for (String name : new String[] {"front.pem", "haproxy.cfg", "log", ""}) {
                folder.resolve(name).toFile().delete();
            }
        }
    }
}
