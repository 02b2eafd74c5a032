package io.prontuario.cli.demo;

import io.prontuario.testbed.Testbed;

/** The demo's faults on the testbed. */
record TestbedFaults(Testbed testbed) implements Faults {
    @Override
    public void kill(String host) {
        testbed.kill(host);
    }

    @Override
    public void revive(String host) {
        testbed.revive(host);
    }

    @Override
    public void cut(String a, String b) {
        testbed.cut(a, b);
    }

    @Override
    public void heal() {
        testbed.heal();
    }
}
