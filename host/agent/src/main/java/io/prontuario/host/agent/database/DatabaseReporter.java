package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.SetInEffect;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.DiskReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.host.protocol.data.DataReport.SynchronousReport;
import io.prontuario.host.protocol.data.DataReport.WalReport;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports what the instance is. Changes nothing. */
final class DatabaseReporter {
    private static final Duration ANSWER = Duration.ofMillis(350);
    private static final long FULL_PERCENT = 3;
    private static final long HUNDRED = 100;

    private final DatabaseFolder folder;
    private final JsonStore<DatabaseState> store;
    private final Monitor monitor;
    private final Worker worker;
    private final Observer observer;

    DatabaseReporter(
            DatabaseFolder folder, JsonStore<DatabaseState> store, Monitor monitor, Worker worker, Observer observer) {
        this.folder = folder;
        this.store = store;
        this.monitor = monitor;
        this.worker = worker;
        this.observer = observer;
    }

    /** The state is read first: a position that is asked for after a fence was noted is final. */
    DatabaseReport report() throws IOException {
        DatabaseState state = store.get();
        Monitor.Seen seen = monitor.fresh(ANSWER).filter(s -> belongs(s, state)).orElse(null);
        Phase phase = phase(seen);
        boolean stands = state.demoted() && phase != Phase.EMPTY && !worker.copying();
        // It can be the first writer, or be given a copy.
        boolean waits = phase == Phase.EMPTY && !state.followsEarlierWrites();
        boolean answers = stands || waits || phase == Phase.STANDBY || phase == Phase.PRIMARY;
        DiskReport disk = disk();
        return new DatabaseReport(
                phase,
                answers,
                state.boot().number(),
                state.effective().fencedBelow(),
                state.effective().demotedFrom(),
                phase == Phase.EMPTY ? wal(Held.NOTHING, state, seen) : wal(state.held(), state, seen),
                synchronous(state, seen),
                disk,
                problem(disk));
    }

    private static boolean belongs(Monitor.Seen seen, DatabaseState state) {
        return seen.identity().equals(state.boot().process());
    }

    private Phase phase(Monitor.@Nullable Seen seen) throws IOException {
        if (worker.copying()) {
            return Phase.COPYING;
        }
        if (folder.isEmpty()) {
            return Phase.EMPTY;
        }
        if (seen == null) {
            return new Postmaster(folder.data()).running().isPresent() ? Phase.STARTING : Phase.STOPPED;
        }
        if (!seen.sample().recovering()) {
            return Phase.PRIMARY;
        }
        // Until it has replayed what it has, its position is too low.
        return seen.drained() ? Phase.STANDBY : Phase.STARTING;
    }

    private WalReport wal(Held held, DatabaseState state, Monitor.@Nullable Seen seen) {
        long position = held.position();
        if (seen != null && !state.demoted()) {
            position = Math.max(position, seen.sample().position());
        }
        Duration lag = seen == null ? null : seen.lag();
        return new WalReport(
                observer.systemId(),
                seen == null ? held.timeline() : seen.sample().timeline(),
                held.epoch(),
                position,
                seen == null ? 0 : seen.sample().replayed(),
                seen != null && seen.receiving(),
                lag == null ? null : lag.toMillis());
    }

    /** Only while it writes, and the set is known to be in effect. */
    private static @Nullable SynchronousReport synchronous(DatabaseState state, Monitor.@Nullable Seen seen) {
        SetInEffect set = state.set();
        if (seen == null || set == null || seen.sample().recovering()) {
            return null;
        }
        return state.promotion() != null && set.epoch() == state.held().epoch()
                ? new SynchronousReport(
                        set.version(), set.since(), seen.sample().copies())
                : null;
    }

    private DiskReport disk() throws IOException {
        FileStore disk = Files.getFileStore(folder.root());
        return new DiskReport(disk.getTotalSpace(), disk.getUsableSpace());
    }

    private @Nullable String problem(DiskReport disk) {
        List<String> problems = new ArrayList<>();
        if (disk.free() * HUNDRED < disk.total() * FULL_PERCENT) {
            problems.add("The disk of " + folder.root() + " is nearly full: free some space, or the database stops");
        }
        worker.certificateProblem().ifPresent(problems::add);
        if (!worker.problem().isEmpty()) {
            problems.add(worker.problem());
        }
        return problems.isEmpty() ? null : String.join(". ", problems);
    }
}
