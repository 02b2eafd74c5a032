package io.prontuario.host.agent.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data folders that base copies replaced. The newest is kept, for what it alone may hold; older ones are removed. */
final class ReplacedData {
    private static final Logger LOG = LoggerFactory.getLogger(ReplacedData.class);
    private static final long SHARE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DatabaseFolder folder;
    private boolean failed;

    ReplacedData(DatabaseFolder folder) {
        this.folder = folder;
    }

    /** Removes a share of them, so that no order waits for it; to be called again. After a failure not before the agent's next start. */
    void removeOlder() {
        if (failed) {
            return;
        }
        try {
            removeShare(System.nanoTime() + SHARE_NANOS);
        } catch (IOException | UncheckedIOException e) {
            failed = true;
            LOG.warn("cannot remove an earlier data folder: {}; remove it by hand", String.valueOf(e.getMessage()), e);
        }
    }

    private void removeShare(long end) throws IOException {
        List<Path> oldestFirst = folder.replaced();
        for (int i = 0; i < oldestFirst.size() - 1; i++) {
            if (!removed(oldestFirst.get(i), end)) {
                return;
            }
            InstanceFiles.sync(folder.root());
            LOG.info(
                    "removed {}, which a base copy replaced; {} is kept",
                    oldestFirst.get(i),
                    oldestFirst.get(oldestFirst.size() - 1));
        }
    }

    private static boolean removed(Path root, long end) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(root)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (System.nanoTime() > end) {
                return false;
            }
            Files.deleteIfExists(path);
        }
        return true;
    }
}
