package io.prontuario.testbed.host;

import io.prontuario.testbed.cgroup.Slice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that a host restarts when it ends, as systemd or launchd would.
 *
 * @param name file name of its unit, log and state
 * @param slice its share of the host's processor time
 * @param niceness scheduling priority within the slice, -20 (first) to 19
 * @param waitFor a file that must exist before it starts, for instance another unit's socket
 * @param environment added to the supervisor's own
 * @param command program and arguments
 */
public record Unit(
        String name,
        Slice slice,
        int niceness,
        Optional<Path> waitFor,
        Map<String, String> environment,
        List<String> command) {

    public Unit {
        environment = Map.copyOf(environment);
        command = List.copyOf(command);
    }

    /** A unit of the system slice that needs nothing else. */
    public static Unit of(String name, List<String> command) {
        return new Unit(name, Slice.SYSTEM, 0, Optional.empty(), Map.of(), command);
    }

    public Unit in(Slice other, int priority) {
        return new Unit(name, other, priority, waitFor, environment, command);
    }

    public Unit after(Path file) {
        return new Unit(name, slice, niceness, Optional.of(file), environment, command);
    }

    public Unit with(Map<String, String> variables) {
        return new Unit(name, slice, niceness, waitFor, variables, command);
    }
}
