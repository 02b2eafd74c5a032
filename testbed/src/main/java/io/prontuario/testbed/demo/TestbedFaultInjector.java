package io.prontuario.testbed.demo;

import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.exec.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The demo's faults on the test bed. */
record TestbedFaultInjector(Testbed testbed) implements FaultInjector {
    @Override
    public long kill(String host) {
        Instant dead = testbed.faults().kill(host);
        return System.nanoTime() - Duration.between(dead, Instant.now()).toNanos();
    }

    @Override
    public void revive(String host) {
        testbed.faults().revive(host);
    }

    @Override
    public void freeze(String host) {
        testbed.faults().freeze(host);
    }

    @Override
    public void cut(String a, String b) {
        testbed.faults().cut(a, b);
    }

    @Override
    public boolean awaitAddressOn(String box, Duration limit) {
        return Wait.holds(limit, () -> testbed.status().virtualAddressOn().equals(List.of(box)));
    }

    @Override
    public void heal() {
        testbed.faults().heal();
    }
}
