package io.prontuario.host.agent;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.MasterSocket;
import io.prontuario.host.agent.http.AgentServer;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.http.Tokens;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.host.protocol.PemTls;
import io.prontuario.operator.haproxy.HaproxyConfiguration;
import io.prontuario.testing.Await;
import io.prontuario.testing.ChildProcess;
import io.prontuario.testing.FakeSite;
import io.prontuario.testing.FrontDoorObject;
import io.prontuario.testing.TestCertificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import picocli.CommandLine;

/**
 * One box on the loopback interface: a real HAProxy, its agent, two hosts and a cloud. Only the two admission ports of the rendered
 * text are changed, because all machines share one interface.
 */
final class AgentLab implements AutoCloseable {
    static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final AtomicInteger RUNS = new AtomicInteger();

    final Path dir;
    final Map<String, FakeSite> sites = new LinkedHashMap<>();
    final int doorPort;
    final int admissionPort;
    final int writerPort;
    final int databasePort;
    private final Path folder;
    private final int apiPort;
    private final int hostsAdmissionPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChildProcess> haproxies = new ArrayList<>();
    private Agent agent;
    private AgentServer server;
    private long generation = 1;

    private AgentLab(Path folder) throws IOException {
        this.folder = folder;
        this.dir = folder.resolve("edge");
        // Outside the range from which the kernel assigns ports.
        int base = 20_000 + (int) (ProcessHandle.current().pid() % 500) * 20 + RUNS.getAndIncrement() % 2 * 10;
        this.apiPort = base;
        this.hostsAdmissionPort = base + 2;
        this.doorPort = base + 3;
        this.admissionPort = base + 4;
        this.writerPort = base + 6;
        this.databasePort = base + 7;
    }

    static AgentLab start(Path folder) throws Exception {
        AgentLab lab = new AgentLab(folder);
        try {
            lab.up();
            return lab;
        } catch (Exception | Error e) {
            lab.close();
            throw e;
        }
    }

    private void up() throws Exception {
        for (String[] site :
                new String[][] {{"mac-studio-1", "127.0.0.11"}, {"mac-studio-2", "127.0.0.12"}, {"cloud", "127.0.0.21"}
                }) {
            sites.put(site[0], new FakeSite(site[0], site[1], apiPort, hostsAdmissionPort, true));
        }
        Files.writeString(folder.resolve("write-token"), "write-secret\n");
        Files.writeString(folder.resolve("read-token"), "read-secret\n");
        boot("boot-1");
        TestCertificates.selfSigned(folder, "agent", "IP:127.0.0.1");
        TestCertificates.selfSigned(folder, "front-door", "DNS:localhost");
        run("agent", "init", "--dir", dir.toString());
        Files.writeString(dir.resolve("haproxy.cfg"), adapt(Files.readString(dir.resolve("haproxy.cfg"))));
        startHaproxy();
        startAgent();
    }

    /** Restarts the host: only its boot id changes. */
    void boot(String bootId) throws IOException {
        Files.writeString(folder.resolve("boot_id"), bootId + "\n");
    }

    void startHaproxy() throws Exception {
        List<String> command = List.of(
                HAPROXY.toString(),
                "-W",
                "-S",
                dir.resolve("master.sock").toString(),
                "-f",
                dir.resolve("box.cfg").toString(),
                "-f",
                dir.resolve("haproxy.cfg").toString());
        String bootId = Files.readString(folder.resolve("boot_id")).trim();
        haproxies.add(new ChildProcess(
                "haproxy",
                folder.resolve("haproxy" + haproxies.size() + ".log"),
                command,
                Map.of("BOOT_ID", bootId, "EDGE_DIR", dir.toString()),
                ChildProcess.End.TERM));
        try {
            Await.until(
                    "HAProxy runs",
                    Duration.ofSeconds(5),
                    () -> haproxy().processes().worker().isPresent() && admissionStatus() > 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(haproxies.get(haproxies.size() - 1).log(), e);
        }
    }

    void stopHaproxy() {
        haproxies.remove(haproxies.size() - 1).close();
        Await.until("HAProxy is gone", TIMEOUT, () -> haproxy().workerPid().isEmpty());
    }

    /** The log of the running HAProxy. */
    String haproxyLog() throws IOException {
        return haproxies.get(haproxies.size() - 1).log();
    }

    Haproxy haproxy() {
        return new Haproxy(new MasterSocket(dir.resolve("master.sock"), Duration.ofSeconds(1)));
    }

    void startAgent() throws IOException {
        AgentSettings settings = new AgentSettings(
                "edge",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                dir,
                folder.resolve("boot_id"),
                HAPROXY,
                new TlsFiles(folder.resolve("agent.crt"), folder.resolve("agent.key"), folder.resolve("agent.crt")),
                new Tokens(folder.resolve("write-token"), folder.resolve("read-token")),
                DataSettings.NONE);
        agent = Agent.open(settings);
        server = new AgentServer(
                settings.listen(),
                PemTls.server(settings.tls().certificate(), settings.tls().key()),
                settings.tokens(),
                agent.endpoints());
        server.start();
    }

    void stopAgent() {
        server.close();
        agent.close();
    }

    /** The same as over HTTPS, without the client's timeout of two seconds, which a busy machine may exceed. */
    AgentAnswer apply(Bundle bundle) throws IOException {
        return agent.apply(bundle);
    }

    AgentAnswer admit(FencingToken token, String bootId) throws IOException {
        return agent.admit(token, bootId);
    }

    /** A line of HAProxy's command language, to the current worker. */
    String tell(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(dir.resolve("master.sock")))) {
            channel.write(ByteBuffer.wrap(("@1 " + command + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    AgentReport report() throws IOException {
        return agent.report();
    }

    AgentClient client() {
        return client("write-token");
    }

    AgentClient client(String token) {
        return new AgentClient(
                URI.create("https://127.0.0.1:" + server.address().getPort()),
                folder.resolve("agent.crt"),
                folder.resolve(token));
    }

    /** The example with a second frontend without TLS, for clients that only count requests. */
    PlatformSpec spec() {
        return PlatformYaml.read(new FrontDoorObject("127.0.0.11", "127.0.0.12", "127.0.0.21", apiPort)
                        .https(doorPort, "front-door-tls")
                        .http("plain", doorPort + 2)
                        .record(writerPort, databasePort)
                        .yaml())
                .getSpec();
    }

    InetSocketAddress plainDoor() {
        return new InetSocketAddress("127.0.0.1", doorPort + 2);
    }

    /** A bundle of the next generation. */
    Bundle bundle(Set<String> admitted) {
        return bundle(new FencingToken(1, 1, generation++), admitted);
    }

    Bundle bundle(FencingToken token, Set<String> admitted) {
        Bundle rendered =
                HaproxyConfiguration.bundle(token, spec(), admitted, Map.of("front-door-tls.pem", doorCertificate()));
        return with(rendered, adapt(rendered.haproxyCfg()));
    }

    static Bundle with(Bundle bundle, String text) {
        return new Bundle(
                bundle.term(), bundle.epoch(), bundle.generation(), text, bundle.files(), bundle.virtualAddress());
    }

    private String adapt(String text) {
        return text.replace("bind \"${LISTEN_ADDRESS}:9180\"", "bind 127.0.0.1:" + admissionPort)
                .replace("connect port 9180", "connect port " + hostsAdmissionPort);
    }

    private String doorCertificate() {
        try {
            return Files.readString(folder.resolve("front-door.crt"))
                    + Files.readString(folder.resolve("front-door.key"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path doorAuthority() {
        return folder.resolve("front-door.crt");
    }

    /** Runs a command line of the agent; returns what it printed. */
    String run(String... words) {
        StringWriter out = new StringWriter();
        CommandLine agentCommand = Main.commandLine();
        agentCommand.setOut(new PrintWriter(out));
        int code = agentCommand.execute(words);
        if (code != 0) {
            throw new AssertionError(List.of(words) + " exited with " + code);
        }
        return out.toString();
    }

    Path bootIdFile() {
        return folder.resolve("boot_id");
    }

    int admissionStatus() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admissionPort + "/admission"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** A request through the front door. */
    HttpResponse<String> ask(String path) throws Exception {
        HttpClient trusting = HttpClient.newBuilder()
                .sslContext(PemTls.client(doorAuthority()))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + doorPort + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return trusting.send(request, BodyHandlers.ofString());
    }

    void awaitServing(String site, boolean serving) {
        Await.until(
                site + " serving=" + serving,
                TIMEOUT,
                () -> report().traffic().serving().getOrDefault(site, false) == serving);
    }

    @Override
    public void close() {
        if (server != null) {
            stopAgent();
        }
        haproxies.forEach(ChildProcess::close);
        sites.values().forEach(FakeSite::close);
    }
}
