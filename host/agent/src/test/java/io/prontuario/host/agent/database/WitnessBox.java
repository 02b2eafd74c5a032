package io.prontuario.host.agent.database;

import io.prontuario.host.agent.AgentSettings;
import io.prontuario.host.agent.DataSettings;
import io.prontuario.host.agent.Main;
import io.prontuario.host.agent.RunningAgent;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.http.Tokens;
import io.prontuario.host.agent.witness.WitnessSettings;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.PemTls;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import io.prontuario.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/** The edge: a real agent with a WAL witness, beside the hosts of a {@link RecordLab}. */
final class WitnessBox implements AutoCloseable {
    static final String NAME = "edge";
    private static final String ADDRESS = "127.0.0.1";

    private final RecordLab lab;
    private Optional<RunningAgent> agent = Optional.empty();
    private int agentPort;

    WitnessBox(RecordLab lab) throws IOException {
        this.lab = lab;
        lab.authority.issue(NAME, "IP:" + ADDRESS);
        startAgent();
    }

    Path folder() {
        return lab.folder.resolve("witness");
    }

    TlsFiles tls() {
        return new TlsFiles(
                lab.folder.resolve(NAME + ".crt"), lab.folder.resolve(NAME + ".key"), lab.folder.resolve("ca.crt"));
    }

    void startAgent() throws IOException {
        Path dir = Files.createDirectories(lab.folder.resolve(NAME + "-agent"));
        RunningAgent started = RunningAgent.start(new AgentSettings(
                NAME,
                new InetSocketAddress(InetAddress.getByName(ADDRESS), agentPort),
                dir,
                lab.folder.resolve("boot_id"),
                Path.of("/bin/true"),
                tls(),
                new Tokens(lab.folder.resolve("write-token"), lab.folder.resolve("read-token")),
                new DataSettings(
                        Optional.empty(),
                        Optional.of(new WitnessSettings(
                                folder(), RecordLab.POSTGRES, "postgres", WitnessSettings.DEFAULT_WAL_LIMIT)))));
        agent = Optional.of(started);
        agentPort = started.address().getPort();
    }

    /** In a process, which can be killed; it listens on the same port. */
    Process startAgentOfItsOwn() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "agent",
                        "--node=" + NAME,
                        "--dir=" + lab.folder.resolve(NAME + "-agent"),
                        "--boot-id-file=" + lab.folder.resolve("boot_id"),
                        "--listen=" + ADDRESS + ":" + agentPort,
                        "--tls-cert=" + tls().certificate(),
                        "--tls-key=" + tls().key(),
                        "--ca=" + tls().authorities(),
                        "--write-token-file=" + lab.folder.resolve("write-token"),
                        "--read-token-file=" + lab.folder.resolve("read-token"),
                        "--haproxy=/bin/true",
                        "--postgres=" + RecordLab.POSTGRES,
                        "--witness=" + folder())
                .redirectErrorStream(true)
                .redirectOutput(lab.folder.resolve("edge.log").toFile())
                .start();
    }

    void stopAgent() {
        agent.ifPresent(RunningAgent::close);
        agent = Optional.empty();
    }

    Source source() {
        return new Source("witness", ADDRESS, 0, agentPort);
    }

    AgentAnswer order(DataOrder order) {
        return client("write-token").order(order);
    }

    WitnessReport report() {
        AgentClient.DataResult result = client("read-token").data();
        if (result instanceof AgentClient.DataResult.Received received
                && received.report().witness() != null) {
            return received.report().witness();
        }
        throw new IllegalStateException(result.toString());
    }

    void await(String what, Predicate<WitnessReport> condition) {
        WitnessReport[] last = new WitnessReport[1];
        try {
            Await.until("witness: " + what, RecordLab.LIMIT, () -> {
                last[0] = report();
                return condition.test(last[0]);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + "; last report of the witness: " + last[0], e);
        }
    }

    /** The box writes this epoch, and lets this witness connect. */
    void promotes(RecordLab.Box box, long epoch, DataOrder.SynchronousSet set) {
        List<String> members = new ArrayList<>(lab.names());
        members.addAll(List.of("witness", NAME));
        Await.until(box.name + " writes epoch " + epoch, RecordLab.LIMIT, () -> {
            box.order(new DataOrder.Promote(lab.term(), epoch, set, box.report().boot(), members));
            return box.writes(epoch, set.version());
        });
    }

    /** Follows, and has everything that the writer has flushed. */
    void caughtUp(RecordLab.Box writer, long epoch) {
        order(lab.follow(writer, epoch));
        await("receives epoch " + epoch, report -> report.epoch() == epoch && report.streaming());
        await("has everything", report -> report.to() >= flushed(writer));
    }

    private static long flushed(RecordLab.Box writer) {
        try {
            return Lsn.parse(writer.ask("SELECT pg_current_wal_flush_lsn()::text"));
        } catch (Exception e) {
            return Long.MAX_VALUE;
        }
    }

    /** Processes that receive into this witness's folder. */
    List<ProcessHandle> receivers() {
        return ProcessHandle.allProcesses()
                .filter(process -> Arrays.stream(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith("--directory=" + folder())))
                .toList();
    }

    /** The answer to a request for a file of the WAL, with the token of this file. */
    HttpResponse<byte[]> wal(String name, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://" + ADDRESS + ":" + agentPort + "/v1/data/wal/" + name))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(lab.folder.resolve(token)).trim())
                .build();
        return HttpClient.newBuilder()
                .sslContext(PemTls.client(lab.folder.resolve("ca.crt")))
                .build()
                .send(request, BodyHandlers.ofByteArray());
    }

    private AgentClient client(String token) {
        return new AgentClient(
                URI.create("https://" + ADDRESS + ":" + agentPort),
                lab.folder.resolve("ca.crt"),
                lab.folder.resolve(token));
    }

    @Override
    public void close() {
        stopAgent();
    }
}
