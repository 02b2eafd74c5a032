package io.prontuario.testbed;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.fault.HostFaults;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.lifecycle.HostUnits;
import io.prontuario.testbed.lifecycle.Preflight;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;

/**
 * A real on-site Kubernetes cluster of three hosts and a cloud cluster of one on one Linux machine, and the faults that
 * a rack has. All state is on disk, so any number of processes may open the same test bed one after the other.
 */
public final class Testbed {
    private final Lifecycle lifecycle;
    private final Faults faults;
    private final Access access;
    private final Images images;
    private final StatusReader status;

    private Testbed(StateFolder state) {
        Pki pki = new Pki(state);
        Cgroups cgroups = Cgroups.detect();
        HostFaults hostFaults = new HostFaults(state, cgroups);
        HostUnits hosts = new HostUnits(state, pki, cgroups);
        BuildArtifacts artifacts = new BuildArtifacts(state);
        this.images = new Images(state, hostFaults, artifacts);
        this.lifecycle = new Lifecycle(state, pki, cgroups, artifacts, images, hosts);
        this.faults = new Faults(hostFaults, hosts);
        this.access = new Access(state, pki);
        this.status = new StatusReader(state, pki, cgroups, hostFaults);
    }

    /**
     * Opens the test bed whose state is in a folder; nothing is started.
     *
     * @throws TestbedException if no test bed can run on this machine
     */
    public static Testbed open(Path folder) {
        Preflight.unsupported().ifPresent(reason -> {
            throw new TestbedException("the test bed cannot run here: " + reason);
        });
        return new Testbed(StateFolder.at(folder));
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public Faults faults() {
        return faults;
    }

    public Access access() {
        return access;
    }

    public Images images() {
        return images;
    }

    /** What runs now. */
    public Status status() {
        return status.read();
    }
}
