package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.UpOptions;
import io.prontuario.testbed.exec.CommandOutput;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.Plan;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** CloudNativePG with two instances on the test bed's on-site cluster, whose control plane is on all three boxes. */
final class CnpgCluster implements Peer {
    static final List<String> HOSTS = List.of("mac-studio-1", "mac-studio-2");
    private static final Duration START = Duration.ofSeconds(240);
    private static final Duration RETURN = Duration.ofSeconds(300);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final CnpgSettings settings;
    private final Path programs;
    private final Testbed testbed;
    private final String password = UUID.randomUUID().toString();
    private final Map<String, String> hostOf = new LinkedHashMap<>();
    private String lastPrimary = "";

    /** @param programs what {@code cloudnativepg.sh} made @param testbed not up yet */
    CnpgCluster(CnpgSettings settings, Path programs, Testbed testbed) {
        this.settings = settings;
        this.programs = programs;
        this.testbed = testbed;
    }

    @Override
    public String name() {
        return settings.title();
    }

    @Override
    public Optional<String> obstacle(Scenario scenario) {
        return scenario == Scenario.FROZEN_WITH_CONSENSUS
                ? Optional.of("its leader of etcd is not moved")
                : Peer.super.obstacle(scenario);
    }

    /** The edge has its operator and the clients' way in, and no copy. */
    @Override
    public Optional<String> third() {
        return Optional.empty();
    }

    @Override
    public void up() {
        if (testbed.lifecycle().isUp()) {
            throw new TestbedException("a test bed is already up. Remove it first: prontuario testbed down");
        }
        UpOptions options = new UpOptions(
                Optional.empty(),
                Optional.empty(),
                List.of(programs.resolve("operator.tar"), programs.resolve("postgres.tar")),
                false,
                Layout.STRETCHED,
                false);
        testbed.lifecycle().up(Progress.lines(System.err), options);
        HOSTS.forEach(this::makeFolder);
        apply(CnpgManifests.operator(UncheckedFiles.read(programs.resolve("release.yaml"))));
        require(
                START,
                "rollout",
                "status",
                "--namespace=cnpg-system",
                "deployment/cnpg-controller-manager",
                "--timeout=200s");
        String database = CnpgManifests.database(settings, HOSTS, password);
        // The operator is ready a moment before its webhook is reachable from every API server.
        Wait.until(START, () -> applied(database).ok(), () -> applied(database).err());
        awaitWhole();
    }

    private void makeFolder(String host) {
        Path folder = new HostFolder(testbed.access().hostFolder(host)).var().resolve(CnpgManifests.FOLDER);
        UncheckedFiles.folders(folder);
        Shell.run("chown", "26:26", folder.toString());
        Shell.run("chmod", "700", folder.toString());
    }

    @Override
    public void awaitWhole() {
        Wait.until(
                RETURN,
                () -> status().whole(),
                () -> "CloudNativePG is not whole: "
                        + kubectl("get", "cluster,pod", "-o", "wide").out());
        for (String line : kubectl(
                        "get",
                        "pods",
                        "--selector=cnpg.io/cluster=" + CnpgManifests.CLUSTER,
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name} {.spec.nodeName}{\"\\n\"}{end}")
                .out()
                .lines()
                .toList()) {
            String[] words = line.split(" ", -1);
            hostOf.put(words[0], words[1]);
        }
    }

    @Override
    public String writer() {
        String primary = status().primary();
        // Without an answer of the API just now, the last one is the best there is.
        lastPrimary = primary.isEmpty() ? lastPrimary : primary;
        return Optional.ofNullable(hostOf.get(lastPrimary))
                .orElseThrow(() -> new TestbedException("CloudNativePG has no primary"));
    }

    @Override
    public String standby() {
        String writer = writer();
        return HOSTS.stream().filter(host -> !host.equals(writer)).findFirst().orElseThrow();
    }

    @Override
    public SqlRoute route() {
        return new SqlRoute(
                List.of(new InetSocketAddress(Plan.host("edge").address(), CnpgManifests.NODE_PORT)),
                CnpgManifests.USER,
                CnpgManifests.USER,
                password,
                Optional.empty());
    }

    @Override
    public SqlRoute writerRoute() {
        return route();
    }

    @Override
    public void die(String host) {
        testbed.faults().kill(host);
    }

    @Override
    public void revive(String host) {
        testbed.faults().revive(host);
    }

    @Override
    public void leadConsensus(String host) {
        throw new UnsupportedOperationException("the test bed's etcd is not asked for this");
    }

    @Override
    public void freeze(String host) {
        testbed.faults().freeze(host);
    }

    @Override
    public void thaw(String host) {
        testbed.faults().heal();
    }

    @Override
    public void cutReplication() {
        Host writer = Plan.host(writer());
        Shell.feed(CutTable.render(Plan.host(standby()).podCidr(), 5432), nft(writer));
    }

    @Override
    public void cutReplicationVisibly() {
        throw new UnsupportedOperationException("there is no third copy");
    }

    @Override
    public void joinReplication() {
        HOSTS.stream()
                .map(Plan::host)
                .filter(host -> Files.exists(Path.of("/run/netns", host.netns())))
                .forEach(host -> Shell.feed(CutTable.none(), nft(host)));
    }

    private static String[] nft(Host host) {
        return new String[] {"nsenter", "--net=/run/netns/" + host.netns(), "nft", "-f", "-"};
    }

    @Override
    public void switchover(String from, String to) {
        String instance = hostOf.entrySet().stream()
                .filter(entry -> entry.getValue().equals(to))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        require(
                ANSWER,
                "patch",
                "cluster",
                CnpgManifests.CLUSTER,
                "--subresource=status",
                "--type=merge",
                "--patch=" + CnpgManifests.promote(instance, MICROS.format(OffsetDateTime.now(ZoneOffset.UTC))));
    }

    @Override
    public void copyLogs(Path to) {
        testbed.lifecycle().copyLogs(to);
        UncheckedFiles.write(
                to.resolve("operator.log"),
                kubectl("logs", "--namespace=cnpg-system", "deployment/cnpg-controller-manager")
                        .out());
        UncheckedFiles.write(
                to.resolve("objects.txt"),
                kubectl("get", "cluster,pod,event", "-A", "-o", "wide").out());
    }

    @Override
    public void close() {
        testbed.faults().heal();
        List<String> left = testbed.lifecycle().down();
        if (!left.isEmpty()) {
            throw new TestbedException("left of the test bed: " + String.join(", ", left));
        }
    }

    private CnpgStatus status() {
        return CnpgStatus.parse(
                kubectl("get", "cluster", CnpgManifests.CLUSTER, "-o", "json").out());
    }

    private void apply(String manifests) {
        CommandOutput output = applied(manifests);
        if (!output.ok()) {
            throw new TestbedException("cannot apply CloudNativePG's objects: " + output.err());
        }
    }

    private CommandOutput applied(String manifests) {
        Path file = programs.resolve(".apply-" + UUID.randomUUID() + ".yaml");
        try {
            UncheckedFiles.writeSecret(file, manifests);
            return Shell.attempt(START, command("apply", "--server-side", "--force-conflicts", "-f", file.toString()));
        } finally {
            UncheckedFiles.delete(file);
        }
    }

    private CommandOutput kubectl(String... arguments) {
        return Shell.attempt(ANSWER, command(arguments));
    }

    private void require(Duration limit, String... arguments) {
        CommandOutput output = Shell.attempt(limit, command(arguments));
        if (!output.ok()) {
            throw new TestbedException(Arrays.stream(arguments).collect(Collectors.joining(" ", "kubectl ", ": "))
                    + output.err()
                    + kubectl("get", "pods", "-A", "-o", "wide").out());
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                testbed.access().kubectl().toString(),
                "--kubeconfig=" + testbed.access().kubeconfig("onsite")));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
