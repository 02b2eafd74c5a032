package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.stream.Stream;

/** New data is made beside the data folder and renamed when it is whole: a folder that was made half way never counts as data. */
final class DataReplacement {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;

    private final DatabaseFolder folder;
    private final InstanceFiles files;
    private final Clock clock;

    DataReplacement(DatabaseFolder folder, InstanceFiles files, Clock clock) {
        this.folder = folder;
        this.files = files;
        this.clock = clock;
    }

    /** The folder to make new data in. What was begun earlier and not completed is deleted. */
    Path begin() throws IOException {
        Path data = folder.data();
        // Known before hours of copying.
        if (Files.exists(data) && isMount(data.toRealPath())) {
            throw new IOException(cannotRename("something is mounted there"));
        }
        for (Path left : folder.incomplete()) {
            InstanceFiles.delete(left);
        }
        Path copy = folder.newCopy(clock);
        files.folder(copy);
        return copy;
    }

    /**
     * The new data takes the data folder's place, for good when this returns. The old data stays beside it.
     *
     * @param epoch of the old data
     */
    void complete(Path copy, long epoch) throws IOException {
        try {
            if (Files.exists(folder.data())) {
                Files.move(folder.data(), folder.besides(clock, epoch), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(copy, folder.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(cannotRename(String.valueOf(e.getMessage())), e);
        }
        InstanceFiles.sync(folder.root());
    }

    private static boolean isMount(Path folder) throws IOException {
        if (!Files.exists(MOUNTS)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(MOUNTS)) {
            return lines.anyMatch(line -> line.split(" ")[MOUNT_POINT].equals(folder.toString()));
        }
    }

    private String cannotRename(String why) {
        return folder.data() + " cannot be replaced by new data (" + why
                + "). The agent renames that folder: mount its disk at " + folder.root() + ", and leave "
                + folder.data().getFileName() + " a folder in it";
    }
}
