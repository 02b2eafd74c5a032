package io.prontuario.testbed.loopback;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.testbed.demo.DemoEnvironment;
import io.prontuario.testbed.demo.DemoInstall;
import io.prontuario.testbed.demo.DemoObject;
import io.prontuario.testbed.demo.FaultInjector;
import io.prontuario.testbed.demo.HospitalDifference;
import io.prontuario.testbed.demo.HospitalDifferences;
import io.prontuario.testbed.demo.Parallel;
import io.prontuario.testbed.demo.SiteNames;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.load.LoadTarget;
import io.prontuario.testbed.load.Sessions;
import io.prontuario.testbed.load.Staff;
import io.prontuario.testbed.load.TlsTrust;
import io.prontuario.testbed.load.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Two control planes, an edge, two hosts and a cloud as processes of this machine. */
final class LoopbackPlatform implements DemoEnvironment, AutoCloseable {
    private static final List<String> SIDES = List.of("onsite", "cloud");
    private static final int OPERATOR_NICENESS = 3;
    private static final int READERS = 25;
    private static final Duration LOGIN_LIMIT = Duration.ofMinutes(2);
    private static final HospitalDifference LOOPBACK_PROCESSES = new HospitalDifference(
            "machines",
            "the hosts, the edge and the cloud are groups of processes on loopback addresses of one machine");
    private static final HospitalDifference API_SERVERS_OUTSIDE_HOSTS = new HospitalDifference(
            "control plane",
            "one etcd and one API server per side, outside the hosts that die; no kubelet, no scheduler");

    private static final HospitalDifference INDEPENDENT_DATABASES = new HospitalDifference(
            "databases", "one independent PostgreSQL per site, filled with the same rows; nothing is replicated");

    private final Path home;
    private final Path folder;
    private final Timeline timeline;
    private final LoopbackNetwork network;
    private final SystemTools tools;
    private final RepositoryPrograms programs;
    private final DemoObject object;
    private final LoopbackPki pki;
    private final LocalDatabases databases;
    private final LocalControlPlane onsite;
    private final LocalControlPlane cloud;
    /** The sites, the edge, and a machine a side for what never dies. */
    private final LoopbackHosts hosts = new LoopbackHosts();

    private final HospitalDifferences differences = new HospitalDifferences();
    /** Those whose reads are judged. */
    private final List<User> staff = Staff.recruit().subList(0, READERS);

    private Sessions sessions = Sessions.NONE;
    private final List<LocalKubelet> pods = new CopyOnWriteArrayList<>();

    /**
     * Folders of one run.
     *
     * @param home the repository
     * @param run this run's own
     * @param binaries where etcd and the API server are
     */
    record Folders(Path home, Path run, Path binaries) {}

    /**
     * Starts nothing yet.
     *
     * @param object written for {@code network}
     */
    LoopbackPlatform(
            Folders folders, Timeline timeline, LoopbackNetwork network, SystemTools tools, DemoObject object) {
        this.home = folders.home();
        this.folder = folders.run();
        this.timeline = timeline;
        this.network = network;
        this.tools = tools;
        this.object = object;
        this.programs = new RepositoryPrograms(home, folder.resolve("programs"));
        this.pki = new LoopbackPki(folder.resolve("pki"));
        UncheckedFiles.folders(folder, logs());
        this.databases = LocalDatabases.in(tools.postgres(), folder, logs(), pki.databasePassword());
        this.onsite = controlPlane("onsite", Ports.ONSITE_CONTROL, folders.binaries());
        this.cloud = controlPlane("cloud", Ports.CLOUD_CONTROL, folders.binaries());
        // These come with the class; the others are noted where they are made.
        differences.note(LOOPBACK_PROCESSES);
        differences.note(API_SERVERS_OUTSIDE_HOSTS);
        differences.note(HospitalDifference.INSTALLED_BY_TEST_BED);
    }

    private LocalControlPlane controlPlane(String side, int host, Path binaries) {
        return new LocalControlPlane(side, network.address(host), hostFolder(control(side)), binaries, logs());
    }

    private LocalControlPlane side(String side) {
        return side.equals("onsite") ? onsite : cloud;
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    /** Starts everything. Does not wait for the objects to be Ready. */
    void up() throws InterruptedException {
        SiteNames sites = sites();
        SiteAddresses addresses = SiteAddresses.of(spec());
        timeline.phase("programs", programs::build);
        timeline.phase("certificates and databases", () -> {
            pki.create(agents(sites, addresses), virtualAddress());
            databases.create(List.of(sites.primary(), sites.secondary(), sites.cloud()));
            UncheckedFiles.write(hostsFile(), SiteAddresses.hostsFile(spec()));
        });
        timeline.phase("control planes", () -> {
            SIDES.forEach(side -> hosts.add(
                            new LoopbackHost(control(side), () -> side(side).commands()))
                    .start());
            SIDES.forEach(side -> side(side).awaitReady());
        });
        timeline.phase("front doors and databases", () -> {
            define(sites, addresses);
            Parallel.run(siteNames(sites), name -> hosts.get(name).start());
            differences.note(INDEPENDENT_DATABASES);
            Parallel.run(
                    List.of(sites.primary(), sites.secondary(), sites.cloud()), site -> fill(site, addresses.of(site)));
            addUsers(sites, addresses);
        });
        timeline.log("examples/mac-studio-ha.yaml with this overlay:\n%s", object.difference());
        timeline.phase("operator and object applied to both API servers", () -> {
            Parallel.run(SIDES, this::install);
            SIDES.forEach(side -> hosts.get(control(side)).add(operator(side)));
            SIDES.forEach(side -> pods.add(kubelet(side)));
        });
    }

    /** Each database by itself: nothing is replicated here. */
    private void fill(String site, String address) {
        databases.seed(address, seed());
        Shell.show(environment(site, address), programs.api().words(List.of("migrate")));
    }

    /** To one database, and with the same hashes to the others. */
    private void addUsers(SiteNames sites, SiteAddresses addresses) {
        Path users = folder.resolve("users.csv");
        UncheckedFiles.writeSecret(
                users,
                staff.stream()
                        .map(user -> user.name() + "," + user.role() + "," + user.password() + "\n")
                        .collect(Collectors.joining()));
        String first = addresses.of(sites.primary());
        Map<String, String> environment = new HashMap<>(environment(sites.primary(), first));
        environment.put("USERS_FILE", users.toString());
        Shell.show(environment, programs.api().words(List.of("add-users")));
        for (String other : List.of(sites.secondary(), sites.cloud())) {
            databases.copyUsers(first, addresses.of(other));
        }
    }

    private Map<String, String> environment(String site, String address) {
        return Map.of(
                "RECORDS_URL",
                "jdbc:postgresql://" + address + ":" + Ports.DATABASE + "/records",
                "RECORDS_PASSWORD",
                pki.databasePassword(),
                "PROFILE",
                site.equals(sites().cloud()) ? "emergency" : "full");
    }

    /** Once both sides are Ready. */
    void logIn() throws InterruptedException {
        try {
            sessions = Sessions.logIn(target(), staff, LOGIN_LIMIT);
        } catch (IOException e) {
            throw new CliException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Not the name of a site: the cloud's control plane does not die with the cloud's services. */
    private static String control(String side) {
        return "control-" + side;
    }

    private void define(SiteNames sites, SiteAddresses addresses) {
        FrontDoorUnits door = new FrontDoorUnits(programs.agent(), tools.haproxy(), pki, logs());
        programs.operator();
        for (String host : sites.hosts()) {
            String address = addresses.of(host);
            hosts.add(new LoopbackHost(host, () -> {
                List<ProcessSpec> commands = new ArrayList<>(door.boot(host, hostFolder(host), address, address));
                commands.add(databases.server(host, address));
                return commands;
            }));
        }
        String edge = sites.edge();
        hosts.add(
                new LoopbackHost(edge, () -> door.boot(edge, hostFolder(edge), virtualAddress(), addresses.of(edge))));
        hosts.add(new LoopbackHost(
                sites.cloud(), () -> List.of(databases.server(sites.cloud(), addresses.of(sites.cloud())))));
    }

    private static List<String> siteNames(SiteNames sites) {
        return List.of(sites.primary(), sites.secondary(), sites.edge(), sites.cloud());
    }

    private static Map<String, String> agents(SiteNames sites, SiteAddresses addresses) {
        Map<String, String> agents = new LinkedHashMap<>();
        for (String box : List.of(sites.primary(), sites.secondary(), sites.edge())) {
            agents.put(box, addresses.of(box));
        }
        return agents;
    }

    private void install(String side) {
        try (Cluster cluster = cluster(side)) {
            new DemoInstall(cluster, pki.forInstall(), side).apply(object.platform());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.UNREACHABLE, "interrupted while installing " + side, e);
        }
    }

    private ProcessSpec operator(String side) {
        Path token = side.equals("onsite") ? pki.writeToken() : pki.readToken();
        List<String> arguments = List.of(
                "run",
                "--site=" + side,
                "--namespace=" + object.namespace(),
                "--kubeconfig=" + side(side).operatorKubeconfig(object.namespace()),
                "--health-port=0",
                "--agent-ca=" + pki.authority(),
                "--agent-token=" + token);
        return ProcessSpec.of(
                "operator-" + side,
                programs.operator()
                        .words(List.of("-XX:MaxMetaspaceSize=96m", "-Djdk.httpclient.keepalive.timeout=5"), arguments),
                logs().resolve("operator-" + side + ".log"),
                OPERATOR_NICENESS);
    }

    private LocalKubelet kubelet(String side) {
        Map<String, JavaProgram> images = Map.of(
                "localhost/prontuario-api:dev", programs.api(),
                "localhost/prontuario-inference:dev", programs.inference());
        SiteAddresses addresses = SiteAddresses.of(spec());
        return new LocalKubelet(
                cluster(side),
                hosts,
                images,
                (site, port) ->
                        new PodCommand.Location(site, addresses.of(site), port, hostFolder(site), hostsFile(), logs()),
                problem -> timeline.log("  pods %s: %s", side, problem));
    }

    private Path hostFolder(String name) {
        return folder.resolve(name);
    }

    private Path hostsFile() {
        return folder.resolve("hosts");
    }

    private Path seed() {
        return home.resolve("workloads/api/src/main/resources/seed.sql");
    }

    private String virtualAddress() {
        return network.address(Ports.VIRTUAL);
    }

    private PlatformSpec spec() {
        return object.platform().getSpec();
    }

    private SiteNames sites() {
        return SiteNames.of(spec());
    }

    @Override
    public Cluster cluster(String side) {
        return side(side).cluster(object.namespace());
    }

    @Override
    public DemoObject object() {
        return object;
    }

    @Override
    public FaultInjector faults() {
        return new LoopbackFaultInjector(hosts, sites().edge());
    }

    @Override
    public HospitalDifferences differences() {
        return differences;
    }

    @Override
    public LoadTarget target() {
        try {
            return new LoadTarget(virtualAddress(), Ports.FRONT_DOOR, TlsTrust.trusting(pki.authority()), sessions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every process and removes everything but the logs. */
    @Override
    public void close() {
        pods.forEach(LocalKubelet::close);
        if (sessions != Sessions.NONE) {
            sessions.close();
        }
        hosts.killAll();
        databases.remove();
        for (Path child : UncheckedFiles.list(folder)) {
            if (!child.equals(logs())) {
                UncheckedFiles.delete(child);
            }
        }
        timeline.log("every process has ended; logs are in %s", logs());
    }
}
