package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine of a peer: a network namespace with one card. What runs in the namespace is the machine's.
 *
 * @param name of the machine, and after the prefix of its namespace and link
 * @param number last part of its address
 */
record Box(String name, int number) {
    private static final Duration DEATH = Duration.ofSeconds(10);

    String address() {
        return PeerNetwork.address(number);
    }

    /** Its namespace and, outside of it, its link. */
    String space() {
        return PeerNetwork.PREFIX + name;
    }

    List<String> inside(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + space()));
        inside.addAll(command);
        return inside;
    }

    /** As user postgres, who may read what root installed, with shared memory that ends with the processes. */
    List<String> insideAsPostgres(List<String> command) {
        List<String> asPostgres = new ArrayList<>(List.of(
                "unshare",
                "--ipc",
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--init-groups",
                "--inh-caps=+dac_read_search",
                "--ambient-caps=+dac_read_search"));
        asPostgres.addAll(command);
        return inside(asPostgres);
    }

    /** Pulls the cable: nobody gets a RST or a FIN. */
    void linkDown() {
        Shell.run("ip", "link", "set", space(), "down");
    }

    void linkUp() {
        Shell.run("ip", "link", "set", space(), "up");
    }

    /** Ends everything that runs here, at once and without a farewell. */
    void endAll() {
        Wait.until(
                DEATH,
                () -> {
                    signal("KILL");
                    return processes().isEmpty();
                },
                () -> "processes of " + name + " do not end");
    }

    /** Stops everything where it is; the kernel goes on and keeps the connections. */
    void freeze() {
        // Twice: a process that was being born while the first round went over the list.
        signal("STOP");
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Drops what comes from or goes to a port of the other machine or to this machine's own from there. */
    void cut(Box other, int port) {
        Shell.feed(CutTable.render(other.address(), port), nft());
    }

    void joinAgain() {
        Shell.feed(CutTable.none(), nft());
    }

    private String[] nft() {
        return inside(List.of("nft", "-f", "-")).toArray(String[]::new);
    }

    private void signal(String signal) {
        List<String> processes = processes();
        if (!processes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
            command.addAll(processes);
            // One that has ended meanwhile makes the command fail and is as it should be.
            Shell.attempt(DEATH, command);
        }
    }

    private List<String> processes() {
        return Shell.attempt("ip", "netns", "pids", space()).out().lines().toList();
    }
}
