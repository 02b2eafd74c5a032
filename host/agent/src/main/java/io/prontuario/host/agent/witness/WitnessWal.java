package io.prontuario.host.agent.witness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All WAL that the witness has: a folder per epoch. The newest epoch of which there is a record is the one that it reports. */
final class WitnessWal {
    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final int EPOCHS = 2;
    /** Never deleted: the newest record, and what a copy that follows closely can still need. */
    private static final int NEWEST_SEGMENTS = 2;

    private static final String ASIDE = "aside";
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");

    private final Path root;
    private final Account account;
    private final long limit;
    private final TreeMap<Long, EpochWal> epochs = new TreeMap<>();
    private long arrivedAt;
    private boolean arrived;

    WitnessWal(Path root, Account account, long limit) throws IOException {
        this.root = root;
        this.account = account;
        this.limit = limit;
        account.folder(root);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "[0-9]*")) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                // What people put beside stays as it is.
                if (EPOCH.matcher(name).matches()) {
                    epochs.put(Long.parseLong(name), new EpochWal(Long.parseLong(name), folder));
                }
            }
        }
        for (EpochWal wal : epochs.values()) {
            wal.advance();
        }
    }

    /**
     * @param epoch 0: it has no WAL
     * @param recent whether WAL arrived in the last 1.5 s
     */
    record View(long epoch, int timeline, long from, long to, boolean recent) {}

    synchronized View view() {
        EpochWal wal = newest().orElse(null);
        return wal == null
                ? new View(0, 0, 0, 0, false)
                : new View(
                        wal.epoch(),
                        wal.timeline(),
                        wal.from(),
                        wal.to(),
                        arrived && System.nanoTime() - arrivedAt < RECENT_NANOS);
    }

    /** The folder into which an epoch's WAL is received. */
    synchronized Path begin(long epoch) throws IOException {
        Path folder = root.resolve(Long.toString(epoch));
        account.folder(folder);
        EpochWal wal = epochs.computeIfAbsent(epoch, e -> new EpochWal(e, folder));
        wal.deleteUnfinished();
        return folder;
    }

    /** The writer does not have any more what comes next, or went on from an earlier place: what is here is kept beside. */
    synchronized void beginAnew(long epoch) throws IOException {
        EpochWal wal = epochs.remove(epoch);
        if (wal != null) {
            Path aside = root.resolve(ASIDE);
            delete(aside);
            Files.move(wal.folder(), aside);
        }
    }

    /** Looks what has arrived. */
    synchronized void sample() throws IOException {
        EpochWal last = epochs.isEmpty() ? null : epochs.lastEntry().getValue();
        if (last == null) {
            return;
        }
        long before = last.to();
        last.advance();
        if (last.to() != before) {
            arrived = true;
            arrivedAt = System.nanoTime();
        }
    }

    /** After the receiver has ended: everything is on disk, and the end is exact. */
    synchronized void seal() throws IOException {
        if (!epochs.isEmpty()) {
            epochs.lastEntry().getValue().sync();
        }
        sample();
        arrived = false;
    }

    synchronized Optional<Path> file(long epoch, String name) {
        return Optional.ofNullable(epochs.get(epoch)).flatMap(wal -> wal.file(name));
    }

    /** Keeps two epochs once the newer one has WAL, and no more than the limit of all. */
    synchronized void prune() throws IOException {
        Optional<EpochWal> newest = newest();
        if (newest.isEmpty()) {
            return;
        }
        while (epochs.headMap(newest.get().epoch(), true).size() > EPOCHS) {
            delete(epochs.pollFirstEntry().getValue().folder());
            delete(root.resolve(ASIDE));
        }
        long excess = size(root) - limit;
        if (excess > 0) {
            delete(root.resolve(ASIDE));
            excess = size(root) - limit;
        }
        for (Map.Entry<Long, EpochWal> entry : epochs.entrySet()) {
            int keep = entry.getValue().equals(newest.get()) ? NEWEST_SEGMENTS : 0;
            List<WalFile> closed = entry.getValue().closed(keep);
            for (int i = 0; i < closed.size() && excess > 0; i++) {
                Files.delete(closed.get(i).path());
                excess -= WalFile.SEGMENT;
            }
        }
    }

    private Optional<EpochWal> newest() {
        return epochs.descendingMap().values().stream()
                .filter(wal -> wal.to() > 0)
                .findFirst();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> WalFile.of(file).isPresent()).count() * WalFile.SEGMENT;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
