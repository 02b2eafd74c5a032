package io.prontuario.operator.haproxy;

import io.prontuario.testing.Await;
import io.prontuario.testing.ChildProcess;
import io.prontuario.testing.ChildProcess.End;
import io.prontuario.testing.FakeSite;
import io.prontuario.testing.NetworkNamespaces;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two hosts, a cloud and a front door, each in a network namespace of its own; the front door runs the rendered text. */
public final class FrontDoorLab implements AutoCloseable {
    public static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final int API_PORT = 30080;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, NetworkNamespaces.Machine> machines = new LinkedHashMap<>();
    private final Map<String, ChildProcess> programs = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path dir;

    private FrontDoorLab(Path folder) throws IOException {
        dir = Files.createDirectories(folder.resolve("edge"));
    }

    /** Up and serving from the first host. Leaves nothing behind when it fails. */
    public static FrontDoorLab start(Path folder) throws Exception {
        FrontDoorLab lab = new FrontDoorLab(folder);
        try {
            lab.up(folder);
            return lab;
        } catch (Exception | Error e) {
            lab.close();
            throw e;
        }
    }

    private void up(Path folder) throws Exception {
        NetworkNamespaces network = new NetworkNamespaces();
        open.push(network);
        site(network, folder, "mac-studio-1", 11);
        site(network, folder, "mac-studio-2", 12);
        site(network, folder, "cloud", 21);
        machines.put("edge", network.machine("edge", 13));
        String text = HaproxyConfiguration.render(
                Specs.platform(
                        address("mac-studio-1"), address("mac-studio-2"), address("cloud"), API_PORT, 8080, null),
                Specs.ALL);
        for (String box : List.of("edge", "mac-studio-1", "mac-studio-2")) {
            haproxy(folder.resolve(box), box, text);
        }
        Await.until("every site serves", Duration.ofSeconds(20), () -> {
            for (String site : Specs.ALL) {
                get(site, "/control/state/x");
                if (!status("be_read_api", site).equals("UP")
                        || !status("be_stream_inference", site).equals("UP")) {
                    return false;
                }
            }
            return ask("/v1/patients/1").equals("{\"site\":\"mac-studio-1\"}");
        });
    }

    /** The same text on every box; every box is admitted. */
    private void haproxy(Path box, String name, String text) throws IOException {
        Files.createDirectories(box);
        Files.writeString(box.resolve("admission.map"), "boot admitted\n");
        Files.writeString(box.resolve("haproxy.cfg"), text);
        List<String> command = List.of(
                HAPROXY.toString(),
                "-W",
                "-S",
                box.resolve("master.sock").toString(),
                "-f",
                box.resolve("haproxy.cfg").toString());
        Map<String, String> environment = Map.of("BOOT_ID", "boot", "EDGE_DIR", box.toString());
        open.push(
                new ChildProcess("haproxy", box.resolve("log"), machine(name).inside(command), environment, End.TERM));
    }

    /** What the front door's HAProxy said. */
    public String log() throws IOException {
        return Files.readString(dir.resolve("log"));
    }

    private void site(NetworkNamespaces network, Path folder, String name, int number) throws Exception {
        NetworkNamespaces.Machine machine =
                network.machine(name.replace("mac-studio-", "h").replace("cloud", "c"), number);
        machines.put(name, machine);
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FakeSite.class.getName(),
                name,
                "" + API_PORT);
        ChildProcess program =
                new ChildProcess(name, folder.resolve(name + ".log"), machine.inside(java), Map.of(), End.KILL);
        programs.put(name, program);
        open.push(program);
    }

    /** The host's programs stand still; its kernel still accepts connections. Thawed when the lab ends. */
    public void freeze(String name) {
        ChildProcess program = programs.get(name);
        program.signal("STOP");
        open.push(() -> program.signal("CONT"));
    }

    public NetworkNamespaces.Machine machine(String name) {
        return machines.get(name);
    }

    public String address(String name) {
        return machine(name).address();
    }

    public InetSocketAddress door() {
        return new InetSocketAddress(address("edge"), 8080);
    }

    /** Changes what a site says; for "close" the site hangs up before it has answered. */
    public void control(String site, String what) {
        try {
            get(site, "/control/" + what);
        } catch (Exception e) {
            if (!what.startsWith("close")) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What HAProxy says of a server: UP, DOWN ... */
    public String status(String backend, String server) throws Exception {
        return tell("show stat")
                .lines()
                .filter(line -> line.startsWith(backend + "," + server + ","))
                .map(line -> line.split(",")[17])
                .findFirst()
                .orElse("absent");
    }

    /** A figure that HAProxy keeps, by its name in HAProxy's statistics. */
    public long figure(String backend, String server, String name) throws Exception {
        List<String> lines = tell("show stat").lines().toList();
        int column = List.of(lines.get(0).replace("# ", "").split(",")).indexOf(name);
        return lines.stream()
                .filter(line -> line.startsWith(backend + "," + server + ","))
                .mapToLong(line -> Long.parseLong(line.split(",")[column]))
                .findFirst()
                .orElseThrow();
    }

    /** Sends a write with an idempotency key through the front door; the answer. */
    public String write(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://" + address("edge") + ":8080" + path))
                                .timeout(Duration.ofSeconds(10))
                                .header("Idempotency-Key", "k")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** The answer of the front door. */
    public String ask(String path) throws Exception {
        return fetch("http://" + address("edge") + ":8080" + path);
    }

    /** The answer of a site itself. */
    public String get(String site, String path) throws Exception {
        return fetch("http://" + address(site) + ":" + API_PORT + path);
    }

    private String fetch(String uri) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(uri))
                                .timeout(Duration.ofSeconds(3))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** HAProxy's command language, addressed to its current worker. */
    public String tell(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(dir.resolve("master.sock")))) {
            channel.write(ByteBuffer.wrap(("@1 " + command + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
