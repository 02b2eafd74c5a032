package io.prontuario.host.agent.witness;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts and ends {@code pg_receivewal}. */
final class ReceiverProcess {
    private static final String PROGRAM = "pg_receivewal";
    private static final long ENDS_SECONDS = 5;

    private final WitnessSettings settings;
    private final TlsFiles tls;
    private final Account account;

    ReceiverProcess(WitnessSettings settings, TlsFiles tls, Account account) {
        this.settings = settings;
        this.tls = tls;
        this.account = account;
    }

    /** Must be called by a thread that lives as long as the process: the kernel kills the process when that thread ends. */
    Process start(Source writer, Path folder) throws IOException {
        account.folder(identity());
        account.copy(tls.certificate(), identity().resolve("tls.crt"));
        account.copy(tls.key(), identity().resolve("tls.key"));
        account.copy(tls.authorities(), identity().resolve("ca.crt"));
        List<String> command = account.command(List.of(
                settings.programs().resolve(PROGRAM).toString(),
                "--directory=" + folder,
                "--slot=witness",
                "--synchronous",
                "--no-loop",
                "--no-password",
                "--status-interval=1",
                "--verbose",
                "--dbname=" + connection(writer)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Returns when it has ended: from then on it acknowledges nothing. */
    static void end(Process process) throws IOException {
        process.destroyForcibly();
        try {
            if (!process.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("pg_receivewal (process " + process.pid() + ") does not end; its disk may hang");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends receivers into this witness's folder that an earlier agent left. */
    void endLeftovers() throws IOException {
        String here = "--directory=" + settings.folder().toAbsolutePath() + "/";
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(process -> Arrays.stream(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(here)))
                .toList();
        for (ProcessHandle process : left) {
            process.destroyForcibly();
            try {
                process.onExit().get(ENDS_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IOException("pg_receivewal (process " + process.pid() + ") does not end", e);
            }
        }
    }

    /** What it last said, with what to do. */
    String failure(int code) throws IOException {
        List<String> lines = Files.readAllLines(output(), StandardCharsets.UTF_8);
        String said = lines.stream()
                .filter(line -> line.contains(" error: ") || line.contains(" fatal: "))
                // Said after every other error too.
                .filter(line -> !line.endsWith(": disconnected"))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "ended with " + code : lines.get(lines.size() - 1));
        String lower = said.toLowerCase(Locale.ROOT);
        // On a full disk it may not even have been able to write what it said.
        if (lower.contains("no space left")
                || Files.getFileStore(settings.folder()).getUsableSpace() < WalFile.SEGMENT) {
            return said + ". The disk of " + settings.folder()
                    + " is full: make room on it, or lower --witness-wal-limit; until then only the other copy acknowledges"
                    + " writes";
        }
        if (lower.contains("certificate") || lower.contains("ssl")) {
            return said + ". Check the certificates of this box and of the writer: validity, authority, address, name";
        }
        return said;
    }

    /** Whether the writer has nothing to send that goes on from what is here. */
    static boolean cannotGoOn(String failure) {
        return failure.contains("has already been removed") || failure.contains("not in this server's history");
    }

    /** A dead writer is noticed 2.5 s after its last byte: a status is sent every second and must be received within 1.5 s. */
    private String connection(Source writer) {
        return "host=" + quoted(writer.address()) + " port=" + writer.port()
                + " user=postgres application_name=witness sslmode=verify-full sslrootcert="
                + quoted(identity().resolve("ca.crt").toString()) + " sslcert="
                + quoted(identity().resolve("tls.crt").toString()) + " sslkey="
                + quoted(identity().resolve("tls.key").toString())
                + " connect_timeout=2 tcp_user_timeout=1500 keepalives_idle=1 keepalives_interval=1 keepalives_count=2"
                + " gssencmode=disable channel_binding=disable";
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private Path identity() {
        return settings.folder().resolve("tls");
    }

    private Path output() {
        return settings.folder().resolve("receiver.log");
    }
}
