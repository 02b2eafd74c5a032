package io.prontuario.operator.edge.lab;

import io.prontuario.operator.edge.HaproxyConfiguration;
import io.prontuario.operator.edge.Specs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
    private final Map<String, Network.Machine> machines = new LinkedHashMap<>();
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
        Network network = new Network();
        open.push(network);
        site(network, folder, "mac-studio-1", 11);
        site(network, folder, "mac-studio-2", 12);
        site(network, folder, "cloud", 21);
        Network.Machine edge = network.machine("edge", 13);
        machines.put("edge", edge);
        Files.writeString(dir.resolve("admission.map"), "");
        Files.writeString(
                dir.resolve("haproxy.cfg"),
                HaproxyConfiguration.render(
                        Specs.platform(
                                address("mac-studio-1"),
                                address("mac-studio-2"),
                                address("cloud"),
                                API_PORT,
                                8080,
                                null),
                        Specs.ALL));
        Path log = folder.resolve("haproxy.log");
        List<String> command = List.of(
                HAPROXY.toString(),
                "-W",
                "-S",
                dir.resolve("master.sock").toString(),
                "-f",
                dir.resolve("haproxy.cfg").toString());
        open.push(new Child(log, edge.inside(command), Map.of("BOOT_ID", "boot", "EDGE_DIR", dir.toString())));
        Await.until("every site serves", Duration.ofSeconds(20), () -> {
            for (String site : Specs.ALL) {
                get(site, "/control/state/x");
            }
            return ask("/v1/patients/1").equals("{\"site\":\"mac-studio-1\"}");
        });
    }

    private void site(Network network, Path folder, String name, int number) throws Exception {
        Network.Machine machine =
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
        open.push(new Child(folder.resolve(name + ".log"), machine.inside(java), Map.of()));
    }

    public Network.Machine machine(String name) {
        return machines.get(name);
    }

    public String address(String name) {
        return machine(name).address();
    }

    public InetSocketAddress door() {
        return new InetSocketAddress(address("edge"), 8080);
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
    public String tell(String command) throws Exception {
        return Commands.run("/bin/sh", "-c", "echo '@1 " + command + "' | socat -t 2 - " + dir.resolve("master.sock"));
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
