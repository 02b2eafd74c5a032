package io.prontuario.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.load.GetRecord;
import io.prontuario.cli.load.Load;
import io.prontuario.cli.load.LoadPlan;
import io.prontuario.cli.load.Target;
import io.prontuario.cli.load.TlsTrust;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.UpOptions;
import io.prontuario.testbed.cgroup.Clients;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.plan.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The testbed with the platform on it. */
public final class DemoPlatform implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);
    private final Path home;
    private final Timeline timeline;
    private final boolean keep;
    private final Testbed testbed;
    private final Images images;
    private final DemoObject object;
    private final Thread atExit;
    private boolean touched;
    private @Nullable Clients clients;

    private DemoPlatform(Path home, Timeline timeline, boolean keep, Testbed testbed) {
        this.home = home;
        this.timeline = timeline;
        this.keep = keep;
        this.testbed = testbed;
        this.images = new Images(home);
        this.object = new DemoObject(home, testbed);
        this.atExit = new Thread(this::remove, "demo-down");
    }

    /** Nothing is started yet. @throws CliException when a testbed is already up */
    public static DemoPlatform create(Path home, Timeline timeline, boolean keep) {
        Testbed testbed = Testbed.open(StateFolder.defaultRoot());
        if (testbed.status().running()) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "a testbed is already up; the demo starts from nothing. Remove it first: prontuario testbed down");
        }
        return new DemoPlatform(home, timeline, keep, testbed);
    }

    /** Brings everything up and waits until both objects are Ready. */
    public void up() throws InterruptedException {
        touched = true;
        Runtime.getRuntime().addShutdownHook(atExit);
        Progress progress = (title, millis) -> timeline.say("  %s: %.1f s", title, millis / 1000.0);
        Path base = testbed.installation().baseImage();
        boolean current = images.current(base);
        timeline.say(current ? "images are those of these sources" : "images: building beside the clusters' start");
        CompletableFuture<Void> built = CompletableFuture.runAsync(() -> buildImages(base));
        timeline.phase("clusters", () -> testbed.up(progress, upOptions()));
        timeline.phase("images imported into every node", () -> {
            join(built);
            CompletableFuture.allOf(images.archives().stream()
                            .map(archive -> CompletableFuture.runAsync(() -> testbed.importImage(archive)))
                            .toArray(CompletableFuture[]::new))
                    .join();
        });
        timeline.phase("databases filled", () -> testbed.seedDatabases(seed()));
        ProntuarioPlatform platform = object.platform();
        timeline.say("examples/mac-studio-ha.yaml runs with this overlay:\n%s", object.difference());
        timeline.phase("operator and object applied to both clusters", () -> {
            Parallel.run(List.of("onsite", "cloud"), side -> install(side, platform));
        });
        timeline.phase("both sides Ready", this::awaitReady);
        clients = testbed.joinClients();
        // Whoever starts first takes the address; every step is told from the edge holding it.
        timeline.phase("virtual address on the edge", () -> {
            if (!faults().awaitAddressOn(sites().edge(), Scene.ADDRESS_LIMIT)) {
                throw new CliException(ExitCode.UNREACHABLE, "the virtual address did not come to " + sites().edge());
            }
        });
    }

    private void install(String side, ProntuarioPlatform platform) {
        try (Cluster cluster = cluster(side)) {
            new DemoInstall(cluster, testbed, side).apply(platform);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private UpOptions upOptions() {
        return new UpOptions(
                Optional.of(home.resolve("operator/target/operator.jar")), Optional.empty(), List.of(), true);
    }

    private Path seed() {
        return home.resolve("workloads/api/src/main/resources/seed.sql");
    }

    private void buildImages(Path base) {
        try {
            images.build(base, home.resolve("cli/target/images.log"));
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
            throw e;
        }
    }

    private void awaitReady() throws InterruptedException {
        try (StatusFeed onsite = feed("onsite");
                StatusFeed cloud = feed("cloud")) {
            requireReady("onsite", onsite.awaitNow(seen -> Recovery.isFull(seen, sites()), READY_LIMIT), onsite);
            requireReady("cloud", cloud.awaitNow(seen -> seen.condition("Ready", "True"), READY_LIMIT), cloud);
        }
    }

    private static void requireReady(String side, Optional<StatusSeen> ready, StatusFeed feed) {
        if (ready.isEmpty()) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the platform " + side + " was not Ready within " + READY_LIMIT.toSeconds() + " s; last status: "
                            + feed.latest().map(Recovery::brief).orElse("none"));
        }
    }

    public Cluster cluster(String side) {
        return Cluster.open(testbed.kubeconfig(side), null, object.namespace());
    }

    StatusFeed feed(String side) {
        return new StatusFeed(side, cluster(side), object.name());
    }

    Faults faults() {
        return new TestbedFaults(testbed);
    }

    public Sites sites() {
        return Sites.of(spec());
    }

    Duration stabilization() {
        return Durations.parse(spec().failover().failback().stabilization());
    }

    private PlatformSpec spec() {
        return object.platform().getSpec();
    }

    public String model() {
        return spec().models().get(0).name();
    }

    public Target target() {
        try {
            return new Target(testbed.virtualAddress(), 443, TlsTrust.trusting(testbed.caFile()));
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
        return testbed.frontDoorPem();
    }

    /** Plays something under load through the front door, after a warm-up, and waits for the load's end. */
    public DemoReport play(LoadPlan plan, Script<DemoReport> script) throws InterruptedException {
        try (Load load = Load.start(plan, target())) {
            timeline.phase("warm-up under load", this::warmUp);
            requireAnswers(load);
            DemoReport report = observe(load, script);
            load.drain();
            return report;
        }
    }

    private void warmUp() throws InterruptedException {
        long end = System.nanoTime() + WARM_UP.toNanos();
        Thread.sleep(WARM_UP.toMillis() / 3);
        sayWhatTheOperatorDoes();
        Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }

    /** What fails before any fault is not the fault's doing: nothing is killed then. */
    private static void requireAnswers(Load load) {
        long now = System.nanoTime();
        List<GetRecord> gets = load.log().gets(now - WARM_UP.toNanos() / 3, now);
        List<GetRecord> failed = gets.stream().filter(GetRecord::failed).toList();
        if (failed.size() == gets.size()) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the front door answered none of %d GETs in the warm-up: %s"
                            .formatted(gets.size(), Judge.kinds(failed)));
        }
    }

    /** For the reader only: a look that a cold machine does not answer in time is said, and ends nothing. */
    private void sayWhatTheOperatorDoes() throws InterruptedException {
        try (Cluster onsite = cluster("onsite")) {
            Map<String, String> before = Housekeeping.marks(onsite);
            Thread.sleep(WARM_UP.toMillis() / 2);
            Map<String, String> after = Housekeeping.marks(onsite);
            List<String> written = Housekeeping.written(before, after);
            timeline.say(
                    "  of %d objects the operator wrote %s; its memory: %d MB",
                    after.size(),
                    written.isEmpty() ? "none" : written,
                    Housekeeping.largestOperator().orElse(0) / (1 << 20));
        } catch (KubernetesClientException e) {
            timeline.say("  what the operator writes could not be read: %s", e);
        }
    }

    /** Plays something while both sides' status is watched. */
    public <T> T observe(Load load, Script<T> script) throws InterruptedException {
        try (StatusFeed onsite = feed("onsite");
                StatusFeed cloud = feed("cloud")) {
            return script.play(new Scene(load, onsite, cloud, faults(), sites(), stabilization(), timeline));
        }
    }

    /** What is played. */
    public interface Script<T> {
        T play(Scene scene) throws InterruptedException;
    }

    private synchronized void remove() {
        if (!touched) {
            return;
        }
        touched = false;
        if (clients != null) {
            clients.close();
        }
        if (keep) {
            timeline.say(
                    "kept. KUBECONFIG=%s:%s; remove with: prontuario testbed down",
                    testbed.kubeconfig("onsite"), testbed.kubeconfig("cloud"));
            return;
        }
        timeline.say("removing the testbed ...");
        List<String> left = testbed.down();
        timeline.say(left.isEmpty() ? "removed; nothing is left" : "left over: %s", left);
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
