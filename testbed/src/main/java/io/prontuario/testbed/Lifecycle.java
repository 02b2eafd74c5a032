package io.prontuario.testbed;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.cgroup.Clients;
import io.prontuario.testbed.data.Postgres;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.kube.Readiness;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.lifecycle.Cleanup;
import io.prontuario.testbed.lifecycle.HostUnits;
import io.prontuario.testbed.lifecycle.Preflight;
import io.prontuario.testbed.lifecycle.SharedServers;
import io.prontuario.testbed.net.KernelSettings;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts and removes a test bed. One command at a time on a machine may do either. */
public final class Lifecycle {
    private final StateFolder state;
    private final Pki pki;
    private final Cgroups cgroups;
    private final BuildArtifacts artifacts;
    private final Images images;
    private final HostUnits hosts;
    private final Postgres postgres;

    Lifecycle(StateFolder state, Pki pki, Cgroups cgroups, BuildArtifacts artifacts, Images images, HostUnits hosts) {
        this.state = state;
        this.pki = pki;
        this.cgroups = cgroups;
        this.artifacts = artifacts;
        this.images = images;
        this.hosts = hosts;
        this.postgres = new Postgres(state, pki);
    }

    /** The clusters alone. */
    public void up(Progress progress) {
        up(progress, UpOptions.BARE);
    }

    /**
     * Starts everything and waits until every node is Ready.
     *
     * @throws TestbedException if it cannot run here, is already up, or something does not start in time
     */
    public void up(Progress progress, UpOptions options) {
        exclusively(() -> {
            artifacts.packages();
            Preflight.check(state);
            if (isUp()) {
                throw new TestbedException(
                        "a test bed is already up on this machine: remove it with `testbed down`, with the --state"
                                + " that started it");
            }
            artifacts.runtime(options.agentJar().stream().toList());
            progress.step("programs built or found in " + state.binaries(), artifacts::binaries);
            Path pause = progress.step("pause image", artifacts::pauseImage);
            if (options.models()) {
                progress.step("models in " + state.models(), (Runnable) artifacts::models);
            }
            UncheckedFiles.write(state.layoutFile(), options.controlPlane().id());
            progress.step("certificates and tokens", pki::create);
            progress.step("networks", this::createNetworks);
            progress.step("databases", () -> postgres.create(databaseHosts()));
            progress.step("hosts started: " + hostNames(), () -> startHosts(options.publicSide()));
            Readiness readiness = new Readiness(state, pki);
            progress.step("images imported", () -> {
                images.importIntoNodes(pause);
                options.images().forEach(images::importIntoNodes);
            });
            progress.step("API servers ready", readiness::awaitApiServers);
            progress.step("nodes Ready", readiness::awaitNodes);
            options.seed().ifPresent(sql -> progress.step("databases filled", () -> seedDatabases(sql)));
        });
    }

    /**
     * Removes everything.
     *
     * @return what could not be removed; empty when nothing is left
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

    /** Whether a test bed is up on this machine, or was left behind. */
    public boolean isUp() {
        return !Network.present().isEmpty();
    }

    /** Runs a SQL script in the database of every site. */
    public void seedDatabases(Path script) {
        postgres.seed(databaseHosts(), script);
    }

    /** Copies the logs of every host to a folder, which is replaced: {@link #down} removes the originals. */
    public void copyLogs(Path to) {
        UncheckedFiles.delete(to);
        for (Host host : Plan.HOSTS) {
            copy(state.host(host).logs(), to.resolve(host.name()));
            copy(
                    state.host(host).record().resolve("log"),
                    to.resolve(host.name()).resolve("record"));
            copy(
                    state.host(host).var().resolve("log/pods"),
                    to.resolve(host.name()).resolve("pods"));
        }
    }

    private static void copy(Path logs, Path to) {
        if (Files.isDirectory(logs)) {
            UncheckedFiles.copy(logs, to);
        }
    }

    /** Gives this process a client's share of the processor beside the hosts; close it before {@link #down}. */
    public Clients joinClients() {
        return cgroups.joinClients();
    }

    private void createNetworks() {
        KernelSettings.apply(state.kernelSettings());
        Network.createBridges();
    }

    private void startHosts(boolean publicSide) {
        new SharedServers(state, pki, cgroups).start(publicSide);
        hosts.startAll();
    }

    private static List<Host> databaseHosts() {
        return Plan.HOSTS.stream().filter(host -> host.role().runsDatabase()).toList();
    }

    private static String hostNames() {
        return String.join(", ", Plan.HOSTS.stream().map(Host::name).toList());
    }

    private void exclusively(Runnable work) {
        MachineLock machine = MachineLock.ofThisMachine(this::isUp);
        StateLock.hold(state.lock(), () -> machine.hold(state.root(), work));
    }
}
