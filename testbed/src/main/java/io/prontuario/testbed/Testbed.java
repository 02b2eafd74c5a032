package io.prontuario.testbed;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.cgroup.Clients;
import io.prontuario.testbed.data.Postgres;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.fault.HostFaults;
import io.prontuario.testbed.image.NodeImages;
import io.prontuario.testbed.kube.ApiBalancer;
import io.prontuario.testbed.kube.ApiServers;
import io.prontuario.testbed.kube.Etcd;
import io.prontuario.testbed.kube.Readiness;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.lifecycle.Cleanup;
import io.prontuario.testbed.lifecycle.HostUnits;
import io.prontuario.testbed.lifecycle.Preflight;
import io.prontuario.testbed.lifecycle.SharedServers;
import io.prontuario.testbed.net.KernelSettings;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import io.prontuario.testbed.publicnet.PublicNetwork;
import io.prontuario.testbed.publicnet.PublicServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A real on-site Kubernetes cluster of three hosts and a cloud cluster of one, on one Linux machine, with the faults that
 * a rack has. Everything is kept on disk, so any number of processes may open the same testbed one after the other.
 */
public final class Testbed {
    private static final Duration CONTAINERD_READY = Duration.ofSeconds(30);

    private final StateFolder state;
    private final Pki pki;
    private final Cgroups cgroups;
    private final HostFaults faults;
    private final ApiBalancer balancer;
    private final HostUnits hosts;
    private final Postgres postgres;
    private final NodeImages images;
    private final BuildArtifacts installation;

    private Testbed(StateFolder state) {
        this.state = state;
        this.pki = new Pki(state);
        this.cgroups = Cgroups.detect();
        this.faults = new HostFaults(state, cgroups);
        this.balancer = new ApiBalancer(state, pki);
        this.postgres = new Postgres(state, pki);
        this.hosts = new HostUnits(state, pki, cgroups, balancer, postgres);
        this.images = new NodeImages(state);
        this.installation = new BuildArtifacts(state);
    }

    /** Opens the testbed whose state lies in a folder; nothing is started. */
    public static Testbed open(Path folder) {
        Preflight.unsupported().ifPresent(reason -> {
            throw new TestbedException("the testbed cannot run here: " + reason);
        });
        return new Testbed(StateFolder.at(folder));
    }

    /** The clusters alone. */
    public void up(Progress progress) {
        up(progress, UpOptions.BARE);
    }

    /**
     * Brings up everything and waits until every node is Ready.
     *
     * @throws TestbedException if it cannot run here, is already up, or something does not come up in time
     */
    public void up(Progress progress, UpOptions options) {
        exclusively(() -> {
            installation.packages();
            Preflight.check(state);
            if (running()) {
                throw new TestbedException(
                        "a testbed is already up on this machine: `testbed down` removes it, with the --state that"
                                + " started it");
            }
            installation.runtime(options.agentJar().stream().toList());
            progress.step("programs built or found in " + state.binaries(), installation::binaries);
            Path pause = progress.step("pause image", installation::pauseImage);
            if (options.models()) {
                progress.step("models in " + state.models(), (Runnable) installation::models);
            }
            UncheckedFiles.write(state.layoutFile(), options.controlPlane().id());
            progress.step("certificates and tokens", pki::create);
            progress.step("networks", this::networks);
            progress.step("databases", () -> postgres.create(databaseHosts()));
            progress.step("hosts started: " + names(), () -> startHosts(options.publicSide()));
            Readiness readiness = new Readiness(state, pki);
            progress.step("images imported", () -> {
                importImage(pause);
                options.images().forEach(this::importImage);
            });
            progress.step("API servers ready", readiness::awaitApiServers);
            progress.step("nodes Ready", readiness::awaitNodes);
            options.seed().ifPresent(sql -> progress.step("databases filled", () -> seedDatabases(sql)));
        });
    }

    /**
     * Removes everything.
     *
     * @return what is left over nevertheless; empty when nothing is
     */
    public List<String> down() {
        List<String> leftovers = new ArrayList<>();
        exclusively(() -> {
            Cleanup cleanup = new Cleanup(state, cgroups);
            cleanup.run();
            // Namespaces and control groups vanish a moment after their last process.
            Wait.holds(Duration.ofSeconds(5), () -> {
                cleanup.run();
                return cleanup.leftovers().isEmpty();
            });
            leftovers.addAll(cleanup.leftovers());
        });
        UncheckedFiles.delete(state.lock());
        return leftovers;
    }

    public Status status() {
        return new StatusReader(state, pki, cgroups, faults).read();
    }

    /** Kills a host silently; returns when its link went down. */
    public Instant kill(String host) {
        return faults.kill(Plan.host(host));
    }

    /** Switches a dead host on again, with the same disk and a new boot id. */
    public void revive(String name) {
        Host host = Plan.host(name);
        faults.revive(host, () -> hosts.boot(host));
    }

    /** Whether a host was killed and not switched on again. */
    public boolean isDead(String host) {
        return faults.state().dead().contains(Plan.host(host).name());
    }

    /** Parts two hosts; {@code onsite} stands for every host on site. */
    public void cut(String a, String b) {
        for (Host one : group(a)) {
            for (Host other : group(b)) {
                faults.cut(one, other);
            }
        }
    }

    /** Stops every process of a host without ending it. */
    public void freeze(String host) {
        faults.freeze(Plan.host(host));
    }

    /** Parts the site's public address from everybody outside, or joins it to them again; the VPN is another way. */
    public void cutPublic(boolean cut) {
        PublicNetwork.cut(cut);
    }

    /** The key that may change the public name: base64. */
    public String publicNameKey() {
        return PublicServers.key(pki);
    }

    /** Ends one unit of a host that is otherwise well; {@link #heal} starts it again. */
    public void stop(String host, String unit) {
        hosts.stopUnit(Plan.host(host), unit);
    }

    /** Undoes every cut and freeze, and starts what was stopped; the dead stay dead. */
    public void heal() {
        faults.heal();
        PublicNetwork.heal();
        hosts.restoreUnits();
    }

    /** The on-site cluster's etcd. */
    public Etcd etcd() {
        return new Etcd(layout().members(Cluster.ONSITE));
    }

    /** The host whose API server answers those who ask from outside the hosts; empty when none is ready. */
    public Optional<String> apiServerInUse() {
        return layout().balanced(Cluster.ONSITE)
                ? ApiServers.inUse(state.sharedApiSocket())
                : layout().members(Cluster.ONSITE).stream().map(Host::name).findFirst();
    }

    /** Which hosts carry the on-site control plane. */
    public Layout layout() {
        return state.layout();
    }

    /** Imports an image archive into every node that is on. */
    public void importImage(Path archive) {
        eachHost(host -> {
            Wait.until(
                    CONTAINERD_READY,
                    () -> images.ready(host),
                    () -> "containerd on " + host.name() + " does not answer; its log is "
                            + state.host(host).logs().resolve("containerd.log"));
            images.importInto(host, archive);
        });
    }

    /** Copies the logs of every host to a folder, which is replaced: {@code down} removes the originals. */
    public void copyLogs(Path to) {
        UncheckedFiles.delete(to);
        for (Host host : Plan.HOSTS) {
            Path logs = state.host(host).logs();
            if (Files.isDirectory(logs)) {
                UncheckedFiles.copy(logs, to.resolve(host.name()));
            }
        }
    }

    /** Runs a SQL script in the database of every site. */
    public void seedDatabases(Path script) {
        postgres.seed(databaseHosts(), script);
    }

    /** Admin kubeconfig of {@code onsite} or {@code cloud}. */
    public Path kubeconfig(String cluster) {
        return state.kubeconfig(Plan.cluster(cluster));
    }

    /** The program {@code kubectl} of the testbed's version. */
    public Path kubectl() {
        return state.binary("kubectl");
    }

    public String virtualAddress() {
        return Plan.VIRTUAL_ADDRESS;
    }

    /** Authority of the front door's and the agents' certificates. */
    public Path caFile() {
        return pki.siteAuthority();
    }

    /** Token with which agents accept configuration. */
    public String agentWriteToken() {
        return UncheckedFiles.read(pki.site("write-token")).strip();
    }

    /** Token with which agents answer reports only. */
    public String agentReadToken() {
        return UncheckedFiles.read(pki.site("read-token")).strip();
    }

    /** The file with it. */
    public Path agentReadTokenFile() {
        return pki.site("read-token");
    }

    /** Base URL of each front door's agent, by host. */
    public Map<String, String> agentUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        Plan.HOSTS.stream()
                .filter(host -> host.role().runsFrontDoor())
                .forEach(host -> urls.put(host.name(), "https://" + host.address() + ":" + Plan.AGENT_PORT));
        return urls;
    }

    /** Certificate and key of the front door, PEM, in one text. */
    public String frontDoorPem() {
        return UncheckedFiles.read(pki.site("frontdoor.pem"));
    }

    public String databasePassword() {
        return pki.databasePassword();
    }

    /** Base URL of the model files. */
    public String modelUrl() {
        return Plan.modelUrl();
    }

    /** What is built once: base image, models. */
    public BuildArtifacts installation() {
        return installation;
    }

    /** A host's folder, for its logs and the agent's files. */
    public Path hostFolder(String host) {
        return state.host(Plan.host(host)).root();
    }

    private boolean running() {
        return !Network.present().isEmpty();
    }

    private void networks() {
        KernelSettings.apply(state.kernelSettings());
        Network.createBridges();
    }

    private void startHosts(boolean publicSide) {
        new SharedServers(state, cgroups, balancer, new PublicServers(state, pki)).start(publicSide);
        hosts.startAll();
    }

    private void eachHost(Consumer<Host> action) {
        Plan.HOSTS.stream().filter(host -> !faults.state().dead().contains(host.name())).toList().parallelStream()
                .forEach(action);
    }

    private static List<Host> databaseHosts() {
        return Plan.HOSTS.stream().filter(host -> host.role().runsDatabase()).toList();
    }

    private static List<Host> group(String name) {
        return name.equals(Cluster.ONSITE.id()) ? Plan.hosts(Cluster.ONSITE) : List.of(Plan.host(name));
    }

    private static String names() {
        return String.join(", ", Plan.HOSTS.stream().map(Host::name).toList());
    }

    private void exclusively(Runnable work) {
        MachineLock machine = MachineLock.ofThisMachine(() -> !Network.present().isEmpty());
        StateLock.hold(state.lock(), () -> machine.hold(state.root(), work));
    }

    /** Gives this process a client's share of the processor beside the hosts; to be closed before {@link #down}. */
    public Clients joinClients() {
        return cgroups.joinClients();
    }
}
