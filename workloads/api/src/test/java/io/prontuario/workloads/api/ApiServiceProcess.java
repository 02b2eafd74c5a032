package io.prontuario.workloads.api;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service in a separate process, so that it can be killed. */
final class ApiServiceProcess implements AutoCloseable {
    private final String mode;
    private final Map<String, String> environment;
    private final File log;
    private final int port;
    private Process process;

    ApiServiceProcess(String mode, Map<String, String> environment, Path folder) throws IOException {
        this.mode = mode;
        this.port = freePort();
        this.environment = new HashMap<>(environment);
        this.environment.put("PORT", Integer.toString(port));
        this.log = folder.resolve(mode + "-" + port + ".log").toFile();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    synchronized ApiServiceProcess start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.prontuario.workloads.api.Main",
                mode));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Sends SIGKILL. */
    synchronized void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM, on which the process drains. Returns its exit status. */
    synchronized int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Waits for the process to end. Returns its exit status. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
