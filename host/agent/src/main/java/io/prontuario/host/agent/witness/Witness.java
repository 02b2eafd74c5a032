package io.prontuario.host.agent.witness;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.witness.WitnessWal.View;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataReport.DiskReport;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WAL witness of this box. It counts as a copy of the record: a write that the writer has acknowledged may exist only here. A fence
 * is durable before it is answered, and after the answer nothing is acknowledged for an older epoch.
 */
public final class Witness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final long SAMPLE_MILLIS = 200;
    private static final long PRUNE_SECONDS = 10;
    private static final Pattern FILE = Pattern.compile("(0|[1-9][0-9]{0,17})/([0-9A-F.a-z]{16,24})");

    private final Path folder;
    private final StateFile state;
    private final WitnessWal wal;
    private final Receiver receiver;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "witness-wal");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String trouble;
    /** What it can no longer do. The state says earlier what it was told. */
    private volatile long fencedBelow;

    Witness(Path folder, StateFile state, WitnessWal wal, Receiver receiver) {
        this.folder = folder;
        this.state = state;
        this.wal = wal;
        this.receiver = receiver;
    }

    /**
     * Continues from what an earlier agent left.
     *
     * @param token of the agents of other boxes, to read their reports with
     */
    public static Witness open(WitnessSettings settings, TlsFiles tls, Path token) throws IOException {
        Files.createDirectories(settings.folder());
        Account account = new Account(settings.account());
        ReceiverProcess program = new ReceiverProcess(settings, tls, account);
        program.endLeftovers();
        StateFile state = new StateFile(settings.folder());
        WitnessWal wal = new WitnessWal(settings.folder().resolve("wal"), account, settings.walLimit());
        Receiver receiver = new Receiver(program, new WriterCheck(tls, token, state), wal);
        Witness witness = new Witness(settings.folder(), state, wal, receiver);
        witness.start();
        return witness;
    }

    /** While no agent runs: its next order is accepted whatever its token. What it was fenced for stays. */
    public static void forgetOrder(Path folder) throws IOException {
        new StateFile(folder).update(WitnessState::withoutOrder);
    }

    private void start() throws IOException {
        wal.seal(); // an earlier agent may have ended between recording a fence and sealing
        fencedBelow = state.get().fencedBelow();
        receiver.start();
        Follow follow = state.get().follow();
        if (follow != null) {
            receiver.follow(follow);
        }
        background.scheduleWithFixedDelay(
                () -> inBackground(wal::sample), SAMPLE_MILLIS, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        background.scheduleWithFixedDelay(
                () -> inBackground(wal::prune), PRUNE_SECONDS, PRUNE_SECONDS, TimeUnit.SECONDS);
    }

    public synchronized AgentAnswer follow(Follow order) throws IOException {
        WitnessState now = state.get();
        if (order.token().olderThan(now.newest())) {
            return stale("Follow " + order.token());
        }
        if (order.epoch() < now.fencedBelow()) {
            return stale("Epoch " + order.epoch() + " is below " + now.fencedBelow() + ", and Follow " + order.token());
        }
        Follow before = now.follow();
        fenced(state.update(s -> s.following(order)));
        receiver.follow(order);
        boolean repeated = before != null
                && before.epoch() == order.epoch()
                && before.writer().equals(order.writer());
        return repeated
                ? new Applied(Change.UNCHANGED, "")
                : new Applied(
                        Change.RUNTIME, "receives the WAL of " + order.writer().name());
    }

    public synchronized AgentAnswer fence(Fence order) throws IOException {
        WitnessState now = state.get();
        if (order.token().olderThan(now.newest())) {
            return stale("Fence " + order.token());
        }
        boolean before = now.fencedBelow() >= order.epoch();
        long began = System.nanoTime();
        WitnessState next = state.update(s -> s.fenced(order.token(), order.epoch()));
        fenced(next);
        if (next.follow() != null) {
            receiver.follow(next.follow());
        }
        if (!before) {
            LOG.info(
                    "fenced below epoch {} in {} ms; the WAL ends at {}",
                    order.epoch(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                    wal.view().to());
        }
        return before
                ? new Applied(Change.UNCHANGED, "")
                : new Applied(Change.RUNTIME, "accepts nothing below epoch " + order.epoch());
    }

    /** When this returns, nothing of an older epoch is received any more, what there is of it is on disk, and the report says so. */
    private void fenced(WitnessState next) throws IOException {
        if (next.follow() == null || fencedBelow < next.fencedBelow()) {
            receiver.end();
            wal.seal();
        }
        fencedBelow = next.fencedBelow();
    }

    private Stale stale(String what) {
        FencingToken newest = state.get().newest();
        return new Stale(newest, what + " is older than " + newest);
    }

    public WitnessReport report() throws IOException {
        long fenced = fencedBelow; // Read first: where the WAL of what is fenced ends is final when it is asked for
        // afterwards.
        View view = wal.view();
        FileStore disk = Files.getFileStore(folder);
        String problem = receiver.problem();
        return new WitnessReport(
                view.epoch(),
                view.timeline(),
                view.from(),
                view.to(),
                fenced,
                view.recent() && receiver.receives(),
                receiver.unbroken(),
                new DiskReport(disk.getTotalSpace(), disk.getUsableSpace()),
                problem == null ? trouble : problem);
    }

    /**
     * A file of the WAL.
     *
     * @param name {@code EPOCH/SEGMENT}, or {@code EPOCH/TIMELINE.history}; anything else names no file
     */
    public Optional<Path> file(String name) {
        Matcher words = FILE.matcher(name);
        return words.matches() ? wal.file(Long.parseLong(words.group(1)), words.group(2)) : Optional.empty();
    }

    @Override
    public void close() {
        background.shutdownNow();
        try {
            receiver.close();
        } catch (IOException e) {
            LOG.error("the WAL receiver does not end", e);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private void inBackground(Task task) {
        try {
            task.run();
            trouble = null;
        } catch (IOException | RuntimeException e) {
            LOG.warn("the WAL in {} cannot be read or deleted", folder, e);
            trouble = "The WAL in " + folder + " cannot be read or deleted: " + e.getMessage();
        }
    }
}
