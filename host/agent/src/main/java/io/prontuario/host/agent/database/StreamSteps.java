package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Carries out the steps of a copy: begin and end its stream, rewind, make a new base copy. */
final class StreamSteps {
    private static final Duration RECEIVER_ENDS = Duration.ofSeconds(10);
    private static final Duration CHECKPOINT = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(24);

    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final BooleanSupplier closed;
    private final DataReplacement replacement;

    StreamSteps(
            Instance instance, JsonStore<DatabaseState> store, BooleanSupplier closed, DataReplacement replacement) {
        this.instance = instance;
        this.store = store;
        this.closed = closed;
        this.replacement = replacement;
    }

    /** When this returns, no WAL is received and none can be: a receiver that starts late finds no certificate to connect with. */
    void end() throws IOException {
        store.update(state -> state.streamingFrom(null));
        instance.stream(null);
        long at = ended();
        store.update(state -> state.with(
                        state.demoted() ? state.held() : state.held().reaching(at))
                .effecting(state.effective().fenced(state.ordered().fencedBelow())));
    }

    /** Ends the receiver. Where the WAL ends then; 0 where the instance does not say. */
    private long ended() throws IOException {
        Optional<Postmaster.Running> running = instance.postmaster.running();
        if (running.isEmpty()) {
            return 0;
        }
        instance.reload();
        long end = System.nanoTime() + RECEIVER_ENDS.toNanos();
        List<ProcessHandle> receivers = ServerProcesses.walReceivers(running.get());
        while (!receivers.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("The WAL receiver does not end");
            }
            receivers.forEach(ProcessHandle::destroy);
            Instance.pause();
            receivers = ServerProcesses.walReceivers(running.get());
        }
        try {
            return Sample.take(instance.sql()).position();
        } catch (SQLException e) {
            instance.end();
            return 0; // it does not answer yet, and reports no position before it does
        }
    }

    void begin(Step.BeginStream step) throws IOException {
        store.update(state -> state.streamingFrom(step.stream()));
        instance.stream(step.stream());
        instance.reload();
    }

    void followed(Step.Followed step) throws IOException, SQLException {
        DatabaseState next = store.update(state -> state.following(step.epoch(), step.lineage()));
        instance.files.writeSettings(
                instance.folder.configuration("lineage.conf"),
                Configuration.lineage(next.held().lineage()));
        instance.reload();
        new Slots().dropAll(instance.sql());
    }

    void choose(Step.ChooseWay step) throws IOException {
        store.update(state -> state.with(state.held().by(step.way())));
    }

    void rewind(Step.Rewind step) throws IOException, SQLException {
        Source source = step.from().source();
        instance.certificates.copy();
        checkpointed(source);
        // From here on the data folder is of use only after a rewind that ended well.
        store.update(state ->
                state.with(new Held(0, 0, state.held().lineage(), Way.COPY)).streamingFrom(null));
        Programs.Result result = instance.programs.run(
                LONG,
                cancelled(),
                "pg_rewind",
                "--no-ensure-shutdown",
                "--target-pgdata=" + instance.folder.data(),
                "--source-server=" + Configuration.copying(instance.folder, source));
        if (!result.ok()) {
            throw new IOException("pg_rewind cannot be used, so a new base copy is made: " + result.tail());
        }
        instance.standbySignal();
        // It answers only when it has received what the writer wrote while it was rewound.
        Follow follow = store.get().orders().follow();
        Stream stream = follow == null ? null : new Stream(follow.epoch(), source, true);
        store.update(state -> state.with(new Held(0, 0, step.from().log().lineage(), Way.STREAM))
                .streamingFrom(stream));
    }

    /** PostgreSQL 15's pg_rewind takes the timeline from the source's newest checkpoint, which may be from before its promotion. */
    private void checkpointed(Source source) throws SQLException {
        Sql.Target target = instance.remote(source);
        try (Sql sql = Sql.connect(target, CHECKPOINT)) {
            boolean old = Boolean.parseBoolean(sql.text("SELECT (timeline_id <> ('x' || substr(pg_walfile_name("
                    + "pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int)::text FROM pg_control_checkpoint()"));
            if (old) {
                sql.execute("CHECKPOINT");
            }
        }
    }

    /** The old data stays beside the new. */
    void baseCopy(Step.BaseCopy step) throws IOException {
        DatabaseFolder folder = instance.folder;
        instance.certificates.copy();
        Path copy = replacement.begin();
        Programs.Result result = instance.programs.run(
                LONG,
                cancelled(),
                "pg_basebackup",
                "-D",
                copy.toString(),
                "-d",
                Configuration.copying(folder, step.from().source()),
                "--wal-method=stream",
                "--checkpoint=fast");
        if (!result.ok()) {
            InstanceFiles.delete(copy);
            throw new IOException("A base copy of " + step.from().source().name() + " failed: " + result.tail());
        }
        long epoch = store.get().held().epoch();
        // Until the copy is in its place, what is there is the old data, with the old data's timelines.
        store.update(state ->
                state.with(new Held(0, 0, state.held().lineage(), Way.COPY)).streamingFrom(null));
        replacement.complete(copy, epoch);
        instance.standbySignal();
        store.update(state -> state.with(new Held(0, 0, step.from().log().lineage(), Way.STREAM)));
    }

    private BooleanSupplier cancelled() {
        DatabaseState begun = store.get();
        return () -> closed.getAsBoolean() || !store.get().orders().equals(begun.orders());
    }
}
