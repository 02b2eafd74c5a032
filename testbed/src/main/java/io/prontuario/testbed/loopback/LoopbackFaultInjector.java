package io.prontuario.testbed.loopback;

import io.prontuario.testbed.demo.DemoLevel;
import io.prontuario.testbed.demo.FaultInjector;
import io.prontuario.testbed.demo.Step;
import java.time.Duration;

/**
 * Faults of loopback processes. A host dies by SIGKILL and not by SIGSTOP: the kernel of a stopped process still
 * accepts connections, as a host that hangs does.
 */
final class LoopbackFaultInjector implements FaultInjector {
    private final LoopbackHosts hosts;
    private final String edge;

    LoopbackFaultInjector(LoopbackHosts hosts, String edge) {
        this.hosts = hosts;
        this.edge = edge;
    }

    @Override
    public long kill(String host) {
        return hosts.get(host).kill();
    }

    @Override
    public void revive(String host) {
        hosts.get(host).start();
    }

    @Override
    public void freeze(String host) {
        throw new UnsupportedOperationException(
                "freeze: a stopped loopback process does not behave like a frozen host; run at level cluster");
    }

    @Override
    public void cut(String a, String b) {
        throw new UnsupportedOperationException(
                DemoLevel.API.obstacle(Step.CLOUD_CUT).orElse("cut: there is no link to cut at level api"));
    }

    /** The virtual address never leaves the edge. */
    @Override
    public boolean awaitAddressOn(String box, Duration limit) {
        return box.equals(edge);
    }

    @Override
    public void heal() {
        // No cut is possible.
    }
}
