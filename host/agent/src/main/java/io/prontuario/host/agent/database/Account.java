package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The account that runs PostgreSQL, which refuses to run as root: another one when the agent is root, else the agent's own. */
final class Account {
    private final String name;
    private final boolean other;

    Account(String name) {
        this.name = name;
        this.other = "root".equals(System.getProperty("user.name"));
    }

    /** The command as this account. */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>();
        if (other) {
            command.addAll(List.of("setpriv", "--reuid=" + name, "--regid=" + name, "--init-groups"));
        }
        command.addAll(words);
        return command;
    }

    void own(Path file) throws IOException {
        if (other) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }
}
