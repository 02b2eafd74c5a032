package io.prontuario.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.load.ReadResult.Answered;
import io.prontuario.testbed.load.ReadResult.Failed;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientReadIT {
    private static final Duration LIMIT = Duration.ofMillis(800);

    @TempDir
    private Path folder;

    private static ReadResult read(LoadTarget target) {
        try (DeadlineCloser deadlines = new DeadlineCloser()) {
            return new PatientRead(target, LIMIT, deadlines).read(7, null, System.nanoTime());
        }
    }

    private ReadResult against(ScriptedTlsServer.Script script) throws Exception {
        try (ScriptedTlsServer site = new ScriptedTlsServer(folder, script)) {
            return read(site.target());
        }
    }

    private static FailureKind kind(ReadResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return ((Failed) result).kind();
    }

    @Test
    void theRightRecordIsAnswered() throws Exception {
        assertThat(against((n, path, socket, out) -> ScriptedTlsServer.record(out, path, "mac-studio-1")))
                .isEqualTo(new Answered("mac-studio-1", "full", false));
    }

    @Test
    void anotherPatientIsWrongAlthoughTheStatusIs200() throws Exception {
        assertThat(kind(against((n, path, socket, out) -> ScriptedTlsServer.record(out, "/8", "x"))))
                .isEqualTo(FailureKind.WRONG);
    }

    @Test
    void anEmergencyAnswerMustSayThatItIsReduced() throws Exception {
        SeededPatients patients = new SeededPatients();
        String fields = "\"mrn\":\"%s\",\"checksum\":\"%s\"".formatted(patients.mrn(7), patients.checksum(7));
        assertThat(kind(against((n, path, s, out) ->
                        ScriptedTlsServer.json(out, 200, "cloud", "emergency", "{" + fields + "}"))))
                .isEqualTo(FailureKind.WRONG);
        assertThat(against((n, path, s, out) ->
                        ScriptedTlsServer.json(out, 200, "cloud", "emergency", "{" + fields + ",\"reduced\":true}")))
                .isEqualTo(new Answered("cloud", "emergency", true));
    }

    @Test
    void aProblemDocumentSaysWhy() throws Exception {
        String head = "HTTP/1.1 404 X\r\nX-Prontuario-Site: b\r\nContent-Type: application/problem+json\r\n\r\n";
        assertThat(against((n, path, socket, out) -> out.write(
                        (head + "{\"detail\":\"No patient has this id.\"}").getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(new Failed(FailureKind.STATUS, "HTTP 404 from b: No patient has this id."));
    }

    @Test
    void anErrorStatusFails() throws Exception {
        assertThat(kind(against((n, path, socket, out) -> ScriptedTlsServer.json(out, 503, "x", "full", "{}"))))
                .isEqualTo(FailureKind.STATUS);
    }

    @Test
    void aResetIsBroken() throws Exception {
        assertThat(kind(against((n, path, socket, out) -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                })))
                .isEqualTo(FailureKind.BROKEN);
    }

    @Test
    void aBodyCutShortIsBroken() throws Exception {
        assertThat(kind(against((n, path, socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"mrn\""
                            .getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                })))
                .isEqualTo(FailureKind.BROKEN);
    }

    @Test
    void silenceEndsAtTheLimit() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        long from = System.nanoTime();
        assertThat(kind(against((n, path, socket, out) -> end.await()))).isEqualTo(FailureKind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(LIMIT);
        end.countDown();
    }

    @Test
    void dripsDoNotStretchTheLimit() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ReadResult result = against((n, path, socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!end.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        });
        // The server drips until it is told to end: every single read is quick, so only the total limit ends this one.
        end.countDown();
        assertThat(kind(result)).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void aPortWithoutAListenerIsRefused() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(kind(read(new LoadTarget("127.0.0.1", port, null)))).isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        java.nio.file.Files.createDirectories(folder.resolve("other"));
        try (ScriptedTlsServer site = new ScriptedTlsServer(
                        folder, (n, path, socket, out) -> ScriptedTlsServer.record(out, path, "x"));
                ScriptedTlsServer other =
                        new ScriptedTlsServer(folder.resolve("other"), (n, path, socket, out) -> {})) {
            LoadTarget wrong = new LoadTarget(
                    "127.0.0.1", site.target().port(), other.target().tls());
            assertThat(kind(read(wrong))).isEqualTo(FailureKind.BROKEN);
        }
    }
}
