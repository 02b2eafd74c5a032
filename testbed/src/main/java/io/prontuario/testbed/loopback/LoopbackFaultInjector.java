package io.prontuario.testbed.loopback;

import io.prontuario.testbed.demo.DemoLevel;
import io.prontuario.testbed.demo.FaultInjector;
import io.prontuario.testbed.demo.Step;
import java.time.Duration;

/**
 * What can fail among loopback processes. SIGKILL, and not SIGSTOP: a stopped process's kernel still accepts connections, which
 * is a host that hangs, not one that died.
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
        throw new UnsupportedOperationException("a stopped process is no frozen machine here: use level cluster");
    }

    @Override
    public void cut(String a, String b) {
        throw new UnsupportedOperationException(
                DemoLevel.API.obstacle(Step.CLOUD_CUT).orElse("nothing can be cut"));
    }

    /** It never leaves the edge. */
    @Override
    public boolean awaitAddressOn(String box, Duration limit) {
        return box.equals(edge);
    }

    @Override
    public void heal() {
        // Nothing was ever cut.
    }
}
