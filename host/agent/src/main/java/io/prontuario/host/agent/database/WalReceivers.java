package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The instance's WAL receivers, as the operating system knows them: they can be ended although the instance does not answer. A process
 * is named before it reads the certificate that it connects with.
 */
final class WalReceivers {
    private static final String TITLE = "walreceiver";

    private WalReceivers() {}

    static List<ProcessHandle> of(Postmaster.Running postmaster) {
        return ProcessHandle.of(postmaster.pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(WalReceivers::isReceiver)
                .toList();
    }

    private static boolean isReceiver(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains(TITLE);
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
