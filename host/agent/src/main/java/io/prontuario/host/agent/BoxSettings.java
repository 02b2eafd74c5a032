package io.prontuario.host.agent;

import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.DurableFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/**
 * What HAProxy may do on this box, in a file of its own that no order changes: its workers, which read what clients send, do not run as
 * root and see an empty folder only.
 */
final class BoxSettings {
    private BoxSettings() {}

    /**
     * @param account of the workers, and the name of its group
     * @throws IOException when HAProxy will be started by root and this box has no such account
     */
    static void write(AgentDirectory directory, String account) throws IOException {
        String text = "root".equals(System.getProperty("user.name"))
                ? unprivileged(directory.emptyFolder(), account)
                : "# Not started by root: HAProxy has no rights to give up.\nglobal\n";
        DurableFile.write(directory.boxSettings(), text);
    }

    private static String unprivileged(Path empty, String account) throws IOException {
        UserPrincipalLookupService names = FileSystems.getDefault().getUserPrincipalLookupService();
        try {
            names.lookupPrincipalByName(account);
            names.lookupPrincipalByGroupName(account);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException(
                    "--haproxy-account: this box has no user and group " + account
                            + "; install Debian's package haproxy, which makes haproxy, or name another",
                    e);
        }
        Files.createDirectories(empty);
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("r-xr-xr-x"));
        return """
                # Written by "agent init". HAProxy is started with this file and then haproxy.cfg.
                global
                    user %1$s
                    group %1$s
                    chroot "%2$s"
                """
                .formatted(account, empty.toAbsolutePath());
    }
}
