package io.prontuario.host.agent.database;

import io.prontuario.host.agent.state.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes files that the instance reads: they belong to the account that runs it. */
final class InstanceFiles {
    private final Account account;

    InstanceFiles(Account account) {
        this.account = account;
    }

    /** @return whether the file had another text before */
    boolean write(Path file, String text) throws IOException {
        if (has(file, text)) {
            return false;
        }
        DurableFile.write(file, text, account::own);
        return true;
    }

    /**
     * For settings that are written again before every start: a power cut may undo it, and a promotion does not wait for the disk.
     *
     * @return whether the file had another text before
     */
    boolean writeSettings(Path file, String text) throws IOException {
        if (has(file, text)) {
            return false;
        }
        Path next = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        account.own(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static boolean has(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    /** Another program wrote it; the instance reads it. */
    void give(Path file) throws IOException {
        account.own(file);
    }

    void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        account.own(folder);
    }

    /** Afterwards files that were removed or renamed stay so after a power cut. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
