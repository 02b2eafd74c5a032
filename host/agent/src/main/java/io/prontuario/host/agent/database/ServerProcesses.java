package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The instance's processes, as the operating system knows them: they can be looked at and ended although the instance does not answer.
 */
final class ServerProcesses {
    private ServerProcesses() {}

    /** Its WAL receivers. A process is named before it reads the certificate that it connects with. */
    static List<ProcessHandle> walReceivers(Postmaster.Running postmaster) {
        return children(postmaster).filter(child -> is(child, "walreceiver")).toList();
    }

    /**
     * Whether an instance that was told to stop has done so but for clients that it turns away: its shutdown checkpoint is written (the
     * checkpointer has ended) and all of its WAL is sent (so have the WAL senders).
     */
    static boolean onlyTurnClientsAway(Postmaster.Running postmaster) {
        return children(postmaster).noneMatch(child -> is(child, "checkpointer") || is(child, "walsender"));
    }

    private static Stream<ProcessHandle> children(Postmaster.Running postmaster) {
        return ProcessHandle.of(postmaster.pid()).stream().flatMap(ProcessHandle::children);
    }

    private static boolean is(ProcessHandle process, String title) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains(title);
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
