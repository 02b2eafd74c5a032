package io.prontuario.cli.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.exec.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The demo's faults on the testbed. */
record TestbedFaults(Testbed testbed) implements Faults {
    private static final Duration LIMIT = Duration.ofSeconds(10);

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
    public String handAddressBack(String preferred) {
        List<String> holders = testbed.status().virtualAddressOn();
        List<String> others =
                holders.stream().filter(host -> !host.equals(preferred)).toList();
        others.forEach(this::restartKeepalived);
        if (!Wait.holds(LIMIT, () -> testbed.status().virtualAddressOn().equals(List.of(preferred)))) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the virtual address did not return to " + preferred + "; it is on "
                            + testbed.status().virtualAddressOn());
        }
        return String.join(", ", holders);
    }

    /** keepalived that ends gives the address away at once; started again, it waits as a backup. */
    private void restartKeepalived(String host) {
        testbed.status().hosts().stream()
                .filter(h -> h.name().equals(host))
                .map(h -> h.units().get("keepalived"))
                .flatMap(pid -> pid == null ? Optional.<ProcessHandle>empty().stream() : ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroy);
    }

    @Override
    public void heal() {
        testbed.heal();
    }
}
