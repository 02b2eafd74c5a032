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

    /**
     * The command as this account. It is killed when the thread that starts it ends, and so when the agent does: a rewind that goes on
     * beside the next agent's would destroy the data folder. A postmaster that it starts lives on.
     */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig=KILL"));
        if (other) {
            command.addAll(List.of("--reuid=" + name, "--regid=" + name, "--init-groups"));
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
