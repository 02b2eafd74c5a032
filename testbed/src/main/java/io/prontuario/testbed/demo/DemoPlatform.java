package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.UpOptions;
import io.prontuario.testbed.cgroup.Clients;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.ledger.RecordTables;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.load.LoadTarget;
import io.prontuario.testbed.load.Sessions;
import io.prontuario.testbed.load.Staff;
import io.prontuario.testbed.load.TlsTrust;
import io.prontuario.testbed.load.User;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The test bed with the platform on it. */
public final class DemoPlatform implements DemoEnvironment, AutoCloseable {
    /** At the pace that the api allows, 200 logins take more than two minutes. */
    private static final Duration LOGIN_LIMIT = Duration.ofMinutes(6);

    private static final Duration RECORD_LIMIT = Duration.ofMinutes(4);

    private final Path home;
    private final Timeline timeline;
    private final boolean keep;
    private final Testbed testbed;
    private final Layout layout;
    private final ImageBuild images;
    private final DemoObject object;
    private final DemoRun demoRun;
    private final HospitalDifferences differences = new HospitalDifferences();
    private final Thread atExit;
    private boolean touched;
    private boolean passed;
    private @Nullable Clients clients;
    private final List<User> staff = Staff.recruit();
    private Sessions sessions = Sessions.NONE;

    private DemoPlatform(
            Path home, Timeline timeline, boolean keep, Testbed testbed, Layout layout, boolean nextOperator) {
        this.home = home;
        this.timeline = timeline;
        this.keep = keep;
        this.testbed = testbed;
        this.layout = layout;
        this.images = new ImageBuild(home, nextOperator);
        this.object = DemoObject.of(home, testbed, layout == Layout.STRETCHED);
        this.demoRun = new DemoRun(this, timeline);
        this.atExit = new Thread(this::remove, "demo-down");
    }

    /** With the control plane on the edge. @see #create(Path, Timeline, boolean, Layout, boolean) */
    public static DemoPlatform create(Path home, Timeline timeline, boolean keep) {
        return create(home, timeline, keep, Layout.EDGE, false);
    }

    /**
     * Nothing is started yet.
     *
     * @param nextOperator whether to build the operator's next version as well and import it into every node
     * @throws CliException when a test bed is already up
     */
    public static DemoPlatform create(Path home, Timeline timeline, boolean keep, Layout layout, boolean nextOperator) {
        Testbed testbed = Testbed.open(StateFolder.defaultRoot());
        if (testbed.lifecycle().isUp()) {
            throw new CliException(
                    ExitCode.REFUSED, "a test bed is already up. Remove it first: prontuario testbed down");
        }
        return new DemoPlatform(home, timeline, keep, testbed, layout, nextOperator);
    }

    /** Brings everything up and waits until both objects are Ready and every user is logged in. */
    public void up() throws InterruptedException {
        upToRecord();
        timeline.phase("record filled through its writer", this::fillRecord);
        timeline.phase("both sides Ready", demoRun::awaitReady);
        timeline.phase("200 users logged in", this::logIn);
        clients = testbed.lifecycle().joinClients();
        // The first box that starts takes the address, but every step expects it on the edge.
        timeline.phase("virtual address on the edge", () -> {
            if (!faults().awaitAddressOn(sites().edge(), StepContext.ADDRESS_LIMIT)) {
                throw new CliException(
                        ExitCode.UNREACHABLE,
                        "the virtual address did not move to " + sites().edge() + " within "
                                + StepContext.ADDRESS_LIMIT.toSeconds() + " s");
            }
        });
    }

    /** Brings the clusters up with the operator and the object, and waits until the record has a writer and its copies. */
    public void upToRecord() throws InterruptedException {
        touched = true;
        Runtime.getRuntime().addShutdownHook(atExit);
        Progress progress = (title, millis) -> timeline.log("  %s: %.1f s", title, millis / 1000.0);
        Path base = testbed.images().baseImage();
        boolean current = images.current(base);
        timeline.log(current ? "images are up to date" : "images are built while the clusters start");
        CompletableFuture<Void> built = CompletableFuture.runAsync(() -> buildImages(base));
        if (images.twoOperators() && !current) {
            // The operator is built twice, and for a while its jar, which the hosts' agents run, is the next version's.
            timeline.phase("images", () -> join(built));
        }
        timeline.phase("clusters", () -> startClusters(progress));
        timeline.phase("images imported into every node", () -> {
            join(built);
            join(CompletableFuture.allOf(images.archives().stream()
                    .map(archive ->
                            CompletableFuture.runAsync(() -> testbed.images().importIntoNodes(archive)))
                    .toArray(CompletableFuture[]::new)));
        });
        ProntuarioPlatform platform = object.platform();
        timeline.log("examples/mac-studio-ha.yaml with this overlay:\n%s", object.difference());
        timeline.phase("operator and object applied to both clusters", () -> {
            Parallel.run(List.of("onsite", "cloud"), side -> install(side, platform));
        });
        timeline.phase("record with its copies", () -> awaitRecord(RECORD_LIMIT));
    }

    /**
     * Waits for a writer that every copy and the witness follow.
     *
     * @throws CliException with the last status when that does not come
     */
    public DataStatus awaitRecord(Duration limit) throws InterruptedException {
        try (RecordStatus record = recordStatus()) {
            return record.awaitWhole(limit);
        }
    }

    /** Waits until so many of the on-site operator's replicas are ready. @return whether they are */
    public boolean awaitOperators(int count, Duration limit) throws InterruptedException {
        try (Cluster onsite = cluster("onsite")) {
            OperatorPods operators = new OperatorPods(onsite);
            return operators.await(limit, () -> operators.ready().size() >= count);
        }
    }

    /** The host or box on which the on-site operator leads; empty while none does, and without an answer. */
    public Optional<String> operatorLeader() {
        try (Cluster onsite = cluster("onsite")) {
            return new OperatorPods(onsite).leader().map(pod -> pod.getSpec().getNodeName());
        } catch (KubernetesClientException silent) {
            return Optional.empty();
        }
    }

    /** What the on-site object says of the record; the caller closes it. */
    public RecordStatus recordStatus() {
        return new RecordStatus(cluster("onsite"), object.name());
    }

    public Testbed testbed() {
        return testbed;
    }

    private void install(String side, ProntuarioPlatform platform) {
        try (Cluster cluster = cluster(side)) {
            new DemoInstall(cluster, InstallSecrets.of(testbed), side).apply(platform);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void startClusters(Progress progress) {
        differences.note(HospitalDifference.ONE_MACHINE);
        if (layout == Layout.EDGE) {
            differences.note(HospitalDifference.CONTROL_PLANE_ON_EDGE);
        }
        testbed.lifecycle().up(progress, upOptions());
    }

    private UpOptions upOptions() {
        Path agentJar = home.resolve("host/agent/target/prontuario-host.jar");
        return new UpOptions(
                differences.setting(Optional.of(agentJar), HospitalDifference.INSTALLED_BY_TEST_BED),
                Optional.empty(),
                List.of(),
                true,
                layout,
                layout == Layout.STRETCHED);
    }

    private void fillRecord() throws InterruptedException {
        differences.note(HospitalDifference.DEMONSTRATION_DATA);
        differences.note(HospitalDifference.CLOUD_DATABASE);
        try (Cluster onsite = cluster("onsite")) {
            new RecordSetup(spec()).fill(onsite, staff);
        }
    }

    private void logIn() throws InterruptedException {
        try {
            sessions = Sessions.logIn(target(), staff, LOGIN_LIMIT);
        } catch (IOException e) {
            throw new CliException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** One database of the record, whether it writes or not. */
    public SqlRoute database(String host) {
        return route(
                List.of(testbed.access().database(host)),
                Optional.of(testbed.access().caFile()));
    }

    /** The way to the record's writer, whoever it is. */
    public SqlRoute writeRoute() {
        return route(
                testbed.access().writeRoutes(), Optional.of(testbed.access().caFile()));
    }

    private SqlRoute route(List<InetSocketAddress> addresses, Optional<Path> authority) {
        PostgresSpec postgres = Objects.requireNonNull(spec().postgres(), "spec.data.postgres");
        return new SqlRoute(
                addresses,
                postgres.database(),
                postgres.owner(),
                testbed.access().databasePassword(),
                authority);
    }

    @Override
    public List<FoundWrites> written() {
        try {
            return List.of(
                    RecordTables.record("the record", writeRoute()),
                    RecordTables.inbox(route(List.of(testbed.access().database(sites().cloud())), Optional.empty())));
        } catch (SQLException e) {
            throw new CliException(ExitCode.UNREACHABLE, "the ledger cannot read the record: " + e.getMessage(), e);
        }
    }

    private void buildImages(Path base) {
        try {
            differences.note(HospitalDifference.NO_OPTIMIZING_COMPILER);
            images.build(base, home.resolve("testbed/target/images.log"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static void join(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CliException known) {
                throw known;
            }
            if (e.getCause() instanceof TestbedException known) {
                throw known;
            }
            throw e;
        }
    }

    @Override
    public Cluster cluster(String side) {
        return Cluster.open(testbed.access().kubeconfig(side), null, object.namespace());
    }

    @Override
    public DemoObject object() {
        return object;
    }

    @Override
    public FaultInjector faults() {
        return new TestbedFaultInjector(testbed);
    }

    @Override
    public HospitalDifferences differences() {
        return differences;
    }

    @Override
    public Optional<StretchedControlPlane> controlPlane() {
        return layout == Layout.STRETCHED ? Optional.of(new TestbedControlPlane(testbed)) : Optional.empty();
    }

    @Override
    public Optional<PublicEndpoint> publicEndpoint() {
        return layout == Layout.STRETCHED
                ? Optional.of(new TestbedPublicEndpoint(testbed, sessions))
                : Optional.empty();
    }

    /** Whether the on-site control plane is on both hosts and the edge. */
    public boolean stretched() {
        return layout == Layout.STRETCHED;
    }

    public SiteNames sites() {
        return SiteNames.of(spec());
    }

    private PlatformSpec spec() {
        return object.platform().getSpec();
    }

    public String model() {
        return spec().models().get(0).name();
    }

    @Override
    public LoadTarget target() {
        try {
            return new LoadTarget(
                    testbed.access().virtualAddress(),
                    443,
                    TlsTrust.trusting(testbed.access().caFile()),
                    sessions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String edgeAddress() {
        return testbed.status().hosts().stream()
                .filter(host -> host.name().equals(sites().edge()))
                .map(io.prontuario.testbed.Status.HostStatus::address)
                .findFirst()
                .orElseThrow();
    }

    /** Certificate and key of the front door in one PEM text. */
    public String frontDoorPem() {
        return testbed.access().frontDoorPem();
    }

    /** @see DemoRun#run */
    public DemoReport run(LoadPlan plan, DemoRun.Script<DemoReport> script) throws InterruptedException {
        DemoReport report = demoRun.run(plan, script);
        passed = report.passed();
        return report;
    }

    /** @see DemoRun#logDifferences */
    public void logDifferences(LoadPlan plan) {
        demoRun.logDifferences(plan);
    }

    /** @see DemoRun#observe */
    public <T> T observe(Load load, DemoRun.Script<T> script) throws InterruptedException {
        return demoRun.observe(load, script);
    }

    private synchronized void remove() {
        if (!touched) {
            return;
        }
        touched = false;
        if (clients != null) {
            clients.close();
        }
        if (sessions != Sessions.NONE) {
            sessions.close();
        }
        if (keep) {
            timeline.log(
                    "the test bed stays up. KUBECONFIG=%s:%s; remove it with: prontuario testbed down",
                    testbed.access().kubeconfig("onsite"), testbed.access().kubeconfig("cloud"));
            User clinician = staff.get(0);
            Path password = testbed.access().passwordFile(clinician.name());
            UncheckedFiles.writeSecret(password, clinician.password() + "\n");
            timeline.log(
                    "log in at https://%s as %s with the password in %s",
                    testbed.access().virtualAddress(), clinician.name(), password);
            return;
        }
        if (!passed) {
            // What went wrong is in there, and the test bed's folder goes.
            Path logs = home.resolve("testbed/target/demo-logs");
            testbed.lifecycle().copyLogs(logs);
            timeline.log("the hosts' logs were copied to %s", logs);
        }
        timeline.log("removing the test bed ...");
        List<String> left = testbed.lifecycle().down();
        timeline.log(left.isEmpty() ? "removed; nothing is left" : "could not be removed: %s", left);
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The machine is already going down, and the hook has run or is running.
            return;
        }
    }
}
