package io.prontuario.host.agent.witness;

import io.prontuario.host.agent.state.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The account that receives the WAL: another one when the agent is root, else the agent's own. */
final class Account {
    private final String name;
    private final boolean other;

    Account(String name) {
        this.name = name;
        this.other = "root".equals(System.getProperty("user.name"));
    }

    /** The command as this account. It is killed when the thread that starts it ends, and so when the agent does. */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig=KILL"));
        if (other) {
            command.addAll(List.of("--reuid=" + name, "--regid=" + name, "--init-groups"));
        }
        command.addAll(words);
        return command;
    }

    void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        own(folder);
    }

    void copy(Path from, Path to) throws IOException {
        String text = Files.readString(from);
        if (!DurableFile.read(to).equals(text)) {
            DurableFile.write(to, text, this::own);
        }
    }

    private void own(Path file) throws IOException {
        if (other) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }
}
