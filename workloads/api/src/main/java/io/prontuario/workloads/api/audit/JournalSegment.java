package io.prontuario.workloads.api.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One file of a journal, locked by the process that holds it: the lock of a process that died is free. */
final class JournalSegment implements AutoCloseable {
    static final String SUFFIX = ".journal";

    private final Path file;
    private final FileChannel channel;

    private JournalSegment(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * The content of a segment.
     *
     * @param damaged number of lines that cannot be read; an unfinished last line was never acknowledged and does not count
     */
    record Content(List<IdentifiedEntry> entries, int damaged) {
        Content {
            entries = List.copyOf(entries);
        }
    }

    /** Creates a segment that only its owner may read, and makes its name durable. */
    static JournalSegment create(Path folder) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + SUFFIX);
        FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (channel.tryLock() == null) {
                throw new IOException("another process has locked " + file.getFileName());
            }
            forceFolder(folder);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
        return new JournalSegment(file, channel);
    }

    /** Opens a segment that no living process holds; empty if one does, or if the segment is gone. */
    static Optional<JournalSegment> open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new JournalSegment(file, channel));
    }

    Path file() {
        return file;
    }

    /** Appends entries; they are on the disk when this returns. */
    void append(List<IdentifiedEntry> entries) throws IOException {
        List<byte[]> lines = entries.stream().map(JournalLine::of).toList();
        ByteBuffer bytes =
                ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
        lines.forEach(bytes::put);
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    long size() throws IOException {
        return channel.size();
    }

    Content read() throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        boolean finished = text.isEmpty() || text.endsWith("\n");
        List<String> lines = text.lines().toList();
        List<IdentifiedEntry> entries = new ArrayList<>();
        int damaged = 0;
        for (int i = 0; i < lines.size(); i++) {
            Optional<IdentifiedEntry> entry = JournalLine.parse(lines.get(i));
            boolean torn = i == lines.size() - 1 && !finished;
            if (entry.isPresent()) {
                entries.add(entry.get());
            } else if (!torn) {
                damaged++;
            }
        }
        return new Content(entries, damaged);
    }

    /** Deletes the file; its entries are elsewhere. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        close();
    }

    /** Keeps the file under another name, for a person to look at. */
    void setAside() throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
