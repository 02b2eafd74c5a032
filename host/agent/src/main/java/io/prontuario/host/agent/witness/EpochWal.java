package io.prontuario.host.agent.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The WAL of one epoch: a folder that {@code pg_receivewal} fills, and how far it is filled. An epoch can have several timelines, because
 * a writer that restarts begins a new one. A new timeline counts from the moment in which it reaches as far as the older one: until then
 * only the older one is complete.
 */
final class EpochWal {
    private final long epoch;
    private final Path folder;
    private List<WalFile> files = List.of();
    private int timeline;
    private long from;
    private long to;

    EpochWal(long epoch, Path folder) {
        this.epoch = epoch;
        this.folder = folder;
    }

    long epoch() {
        return epoch;
    }

    Path folder() {
        return folder;
    }

    /** The newest timeline that is complete; 0 while there is no WAL. */
    int timeline() {
        return timeline;
    }

    /** The start of the WAL without a gap. */
    long from() {
        return from;
    }

    /** The end of the last complete record. */
    long to() {
        return to;
    }

    /** Reads what has come since the last time. */
    void advance() throws IOException {
        files = list();
        if (to > 0) {
            to = read(timeline, reader -> OptionalLong.of(to)).orElse(to);
        }
        for (int other :
                files.stream().map(WalFile::timeline).distinct().sorted().toList()) {
            if (other > timeline || to == 0) {
                OptionalLong end = read(other, reader -> reader.first(start(other)));
                if (end.isPresent() && end.getAsLong() >= to) {
                    timeline = other;
                    to = end.getAsLong();
                }
            }
        }
        from = to == 0 ? 0 : contiguousStart();
    }

    /** All that was received is on disk when this returns. */
    void sync() throws IOException {
        for (WalFile file : list()) {
            if (file.partial()) {
                try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** A segment or a timeline's history, by its final name; empty when there is none, or it is not complete enough to count. */
    Optional<Path> file(String name) {
        return WalFile.timelineOf(name)
                .filter(of -> of <= timeline)
                .flatMap(of -> List.of(name, WalFile.partial(name)).stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    /** Complete segments that may be deleted, oldest first: not the newest ones, which the next record can need. */
    List<WalFile> closed(int keep) {
        List<WalFile> closed = files.stream()
                .filter(file -> !file.partial())
                .sorted(Comparator.comparingLong(WalFile::number).thenComparingInt(WalFile::timeline))
                .toList();
        return closed.subList(0, Math.max(0, closed.size() - keep));
    }

    /** A segment for which there was no room when it was to begin: it holds nothing, and the receiver would not take it again. */
    void deleteUnfinished() throws IOException {
        for (WalFile file : list()) {
            if (file.partial() && Files.size(file.path()) != WalFile.SEGMENT) {
                Files.delete(file.path());
            }
        }
    }

    private List<WalFile> list() throws IOException {
        List<WalFile> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            paths.forEach(path -> WalFile.of(path).ifPresent(found::add));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return found;
    }

    /** Where to look for a timeline's end: one segment early, because its last record may begin there. */
    private long start(int of) {
        long last = files.stream()
                .filter(file -> file.timeline() == of)
                .mapToLong(WalFile::number)
                .max()
                .orElseThrow();
        boolean before = files.stream().anyMatch(file -> file.timeline() <= of && file.number() == last - 1);
        return (before ? last - 1 : last) * WalFile.SEGMENT;
    }

    private interface Start {
        OptionalLong in(WalReader reader) throws IOException;
    }

    /** The end of the last complete record of a timeline; empty when no record is complete after the start. */
    private OptionalLong read(int of, Start start) throws IOException {
        try (Segments segments = new Segments(of)) {
            WalReader reader = new WalReader(segments);
            OptionalLong first = start.in(reader);
            if (first.isEmpty()) {
                return OptionalLong.empty();
            }
            long end = reader.end(first.getAsLong());
            return end == first.getAsLong() ? OptionalLong.empty() : OptionalLong.of(end);
        }
    }

    private long contiguousStart() {
        long number = (to - 1) / WalFile.SEGMENT;
        while (true) {
            long before = number - 1;
            if (files.stream().noneMatch(file -> file.number() == before && file.timeline() <= timeline)) {
                return number * WalFile.SEGMENT;
            }
            number = before;
        }
    }

    /** The segments of one timeline: its own, and those of older timelines that it goes on from. */
    private final class Segments implements WalReader.Pages, AutoCloseable {
        private final Map<Long, WalFile> byNumber = new HashMap<>();
        private @Nullable FileChannel open;
        private long number = -1;

        Segments(int of) {
            files.stream()
                    .filter(file -> file.timeline() <= of)
                    .sorted(Comparator.comparingInt(WalFile::timeline)
                            .thenComparing(WalFile::partial, Comparator.reverseOrder()))
                    .forEach(file -> byNumber.put(file.number(), file));
        }

        @Override
        public byte @Nullable [] at(long position) throws IOException {
            FileChannel channel = channel(position / WalFile.SEGMENT);
            ByteBuffer page = ByteBuffer.allocate(WalReader.PAGE);
            long offset = position % WalFile.SEGMENT;
            while (channel != null && page.hasRemaining() && channel.read(page, offset + page.position()) > 0) {
                // Until the page is full or the file ends.
            }
            return page.hasRemaining() ? null : page.array();
        }

        private @Nullable FileChannel channel(long wanted) throws IOException {
            if (wanted != number) {
                close();
                number = wanted;
                WalFile file = byNumber.get(wanted);
                open = file == null ? null : FileChannel.open(existing(file), StandardOpenOption.READ);
            }
            return open;
        }

        /** A partial segment may have been completed since the folder was read. */
        private Path existing(WalFile file) {
            String name = file.path().getFileName().toString();
            return file.partial() && !Files.exists(file.path())
                    ? folder.resolve(name.substring(0, name.lastIndexOf('.')))
                    : file.path();
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
        }
    }
}
