package io.prontuario.workloads.api.audit;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local journal of the audit: where entries wait on a disk of this box while the record's writer does not answer. It
 * survives the process and, in a folder of the host, the pod. {@link JournalDrain} moves its entries to the record.
 */
public final class AuditJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final int NEARLY_FULL_PERCENT = 80;
    private static final long MIN_FREE_BYTES = 16L << 20;
    private static final long SEGMENT_BYTES = 4L << 20;

    private final Path folder;
    private final long maxBytes;
    private final Gauge bytes;
    private @Nullable JournalSegment active;
    private boolean alarmed;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * @param folder is created if it is missing
     * @param maxBytes most bytes of all journals in the folder
     */
    public AuditJournal(Path folder, long maxBytes, CollectorRegistry registry) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.bytes = Gauge.build(
                        "prontuario_audit_journal_bytes",
                        "Size of the local audit journal in bytes: entries that the record does not have yet.")
                .register(registry);
        Gauge.build("prontuario_audit_journal_limit_bytes", "Largest size of the local audit journal in bytes.")
                .register(registry)
                .set(maxBytes);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException impossible) {
            throw new InvalidSettingException(
                    "AUDIT_JOURNAL_DIR",
                    "'" + folder + "' cannot be created; use a folder that this process may write");
        }
    }

    /** Reads {@code AUDIT_JOURNAL_DIR} and {@code AUDIT_JOURNAL_MAX_BYTES}; empty without a folder. */
    public static Optional<AuditJournal> from(Settings settings, CollectorRegistry registry) {
        int maxBytes = settings.integer("AUDIT_JOURNAL_MAX_BYTES", 256 << 20, 4096, Integer.MAX_VALUE);
        return settings.optional("AUDIT_JOURNAL_DIR")
                .map(folder -> new AuditJournal(Path.of(folder), maxBytes, registry));
    }

    /** Appends entries; they are on the disk when this returns. */
    synchronized void append(List<IdentifiedEntry> entries) throws IOException {
        try {
            long used = measure();
            if (used >= maxBytes) {
                throw new IOException("the audit journal has reached its limit of " + maxBytes + " bytes");
            }
            JournalSegment segment = active;
            if (segment == null || segment.size() >= SEGMENT_BYTES) {
                closeActive();
                segment = JournalSegment.create(folder);
                active = segment;
            }
            segment.append(entries);
            failure = Optional.empty();
        } catch (IOException failed) {
            // what a failed write left on the disk is not known: the next one goes to another file
            closeActive();
            failure = Optional.of(String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    /** Why entries cannot be journaled now; empty if they can. */
    public Optional<String> problem() {
        try {
            if (measure() >= maxBytes) {
                return Optional.of("the audit journal is full");
            }
            if (Files.getFileStore(folder).getUsableSpace() < MIN_FREE_BYTES) {
                return Optional.of("the disk of the audit journal is full");
            }
            if (failure.isPresent()) {
                probe();
                failure = Optional.empty();
            }
            return Files.isWritable(folder)
                    ? Optional.empty()
                    : Optional.of("the folder of the audit journal cannot be written");
        } catch (IOException | UncheckedIOException failed) {
            return Optional.of("the audit journal cannot be written");
        }
    }

    private void probe() throws IOException {
        Path probe = Files.createTempFile(folder, "probe", "");
        try {
            Files.write(probe, new byte[4096], java.nio.file.StandardOpenOption.SYNC);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Whether no entry waits. */
    boolean isEmpty() throws IOException {
        return files(name -> name.endsWith(JournalSegment.SUFFIX)).isEmpty();
    }

    /** The segments that no living process writes to, those of this process included. */
    synchronized List<JournalSegment> take() throws IOException {
        closeActive();
        List<JournalSegment> taken = new ArrayList<>();
        for (Path file : files(name -> name.endsWith(JournalSegment.SUFFIX))) {
            JournalSegment.open(file).ifPresent(taken::add);
        }
        return taken;
    }

    /** Bytes in the folder; alarms when they come near the limit. */
    private long measure() throws IOException {
        long used = 0;
        for (Path file : files(name -> name.contains(JournalSegment.SUFFIX))) {
            used += Files.exists(file) ? Files.size(file) : 0;
        }
        bytes.set(used);
        boolean near = used >= maxBytes / 100 * NEARLY_FULL_PERCENT;
        if (near && !alarmed) {
            LOG.error(
                    "the audit journal in {} has {} of {} bytes: bring the record's writer back before it is full",
                    folder,
                    used,
                    maxBytes);
        }
        alarmed = near;
        return used;
    }

    private List<Path> files(Predicate<String> named) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> named.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private void closeActive() {
        JournalSegment segment = active;
        active = null;
        if (segment != null) {
            try {
                segment.close();
            } catch (IOException failed) {
                LOG.warn("closing {} failed: {}", segment.file().getFileName(), failed.toString());
            }
        }
    }

    @Override
    public synchronized void close() {
        closeActive();
    }
}
