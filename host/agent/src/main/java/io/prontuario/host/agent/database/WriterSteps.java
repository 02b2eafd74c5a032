package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.agent.database.DatabaseState.SetInEffect;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Carries out the steps to a writer, of a writer, and from one. */
final class WriterSteps {
    private static final Duration INITDB = Duration.ofMinutes(2);
    private static final Duration PROMOTION = Duration.ofSeconds(20);
    private static final Duration RELOAD = Duration.ofSeconds(8);
    private static final String TIMELINE =
            "SELECT (('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int)::text";
    private static final String POSITION = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint::text";

    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final StreamSteps streams;
    private final DataReplacement replacement;
    private final Slots slots;

    WriterSteps(Instance instance, JsonStore<DatabaseState> store, StreamSteps streams, DataReplacement replacement) {
        this.instance = instance;
        this.store = store;
        this.streams = streams;
        this.replacement = replacement;
        this.slots = new Slots();
    }

    void initialize(Step.Initialize step) throws IOException {
        Path made = replacement.begin();
        Programs.Result result = instance.programs.run(
                INITDB,
                "initdb",
                "-D",
                made.toString(),
                "--username=" + Configuration.SUPERUSER,
                "--auth=reject",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C.UTF-8");
        if (!result.ok()) {
            InstanceFiles.delete(made);
            throw new IOException("initdb: " + result.tail());
        }
        replacement.complete(made, 0);
        Promote given = step.promote();
        store.update(state -> {
            // The promotion was for a database that was not there yet: it is valid for the first start of it.
            Promote first = new Promote(
                    given.term(),
                    given.epoch(),
                    given.synchronous(),
                    state.boot().number() + 1,
                    given.members());
            return state.with(new Held(0, 0, Map.of(1, by(first)), Way.STREAM)).with(new Orders(first, null, null));
        });
    }

    /** The promotion names the start that it is valid for; it is so in the new lineage. */
    private String by(Promote promote) {
        return instance.node + "/" + promote.epoch() + "/" + promote.boot();
    }

    /**
     * The set is in effect before the first write, and who may follow can connect at once: writes wait for them.
     *
     * @param boxes names in the certificates of the boxes that may connect
     */
    void becomeWriter(Step.BecomeWriter step, Collection<String> boxes) throws SQLException, IOException {
        DatabaseState before = store.get();
        SynchronousSet set = step.promote().synchronous();
        Sql sql = instance.sql();
        boolean first = names(sql).isEmpty();
        instance.files.write(instance.folder.configuration("ident.conf"), Configuration.ident(boxes));
        instance.files.writeSettings(instance.folder.configuration("synchronous.conf"), Configuration.set(set));
        if (before.streaming() != null || !before.effective().equals(before.ordered())) {
            streams.end(); // reloads
        } else {
            instance.reload();
        }
        awaitNames(set, first);
        slots.offerToWitness(instance.sql());
        sql = instance.sql();
        sql.text("SELECT pg_promote(false)::text");
        long end = System.nanoTime() + PROMOTION.toNanos();
        while (Boolean.parseBoolean(sql.text("SELECT pg_is_in_recovery()::text"))) {
            if (System.nanoTime() > end) {
                throw new IOException("PostgreSQL does not end recovery within " + PROMOTION.toSeconds() + " s");
            }
            Instance.pause();
        }
        complete(step.promote(), Integer.parseInt(sql.text(TIMELINE)));
    }

    /** The timeline that it writes is the promotion's from now on. */
    void complete(Promote promote, int timeline) throws SQLException, IOException {
        instance.standbySignal(); // PostgreSQL has removed it: without it, a start by hand would be a writer's
        applyNames(promote.synchronous());
        slots.offerToWitness(instance.sql());
        long since = Long.parseLong(instance.sql().text(POSITION));
        DatabaseState next = store.update(state -> {
            Held held = state.held();
            boolean known = held.lineage().containsKey(timeline);
            Held begun = known ? held : held.began(timeline, by(promote));
            return state.following(promote.epoch(), begun.lineage())
                    .with(new SetInEffect(promote.epoch(), promote.synchronous().version(), since));
        });
        instance.files.writeSettings(
                instance.folder.configuration("lineage.conf"),
                Configuration.lineage(next.held().lineage()));
        instance.reload();
        keepSlots(promote);
    }

    void applySet(Step.ApplySet step) throws SQLException, IOException {
        SynchronousSet set = step.promote().synchronous();
        applyNames(set);
        long since = Long.parseLong(instance.sql().text(POSITION));
        store.update(state -> state.with(new SetInEffect(step.promote().epoch(), set.version(), since)));
        keepSlots(step.promote());
    }

    /** Slots for all who may follow, and no others. */
    void keepSlots(Promote promote) throws SQLException, IOException {
        slots.keep(instance.sql(), Slots.of(promote.members()));
    }

    /**
     * Returns when a write that begins from now on waits for this set: the postmaster and every sender run with it, and the checkpointer
     * too, which says whether there is a set at all, if there was none before.
     */
    private void applyNames(SynchronousSet set) throws SQLException, IOException {
        boolean changed =
                instance.files.writeSettings(instance.folder.configuration("synchronous.conf"), Configuration.set(set));
        String before = names(instance.sql());
        if (!changed && before.equals(Configuration.names(set))) {
            return;
        }
        instance.reload();
        awaitNames(set, before.isEmpty());
    }

    private static String names(Sql sql) throws SQLException {
        return sql.text("SELECT current_setting('synchronous_standby_names')");
    }

    /** @param first whether there was no set before */
    private void awaitNames(SynchronousSet set, boolean first) throws SQLException, IOException {
        Sql sql = instance.sql();
        long end = System.nanoTime() + RELOAD.toNanos();
        int seen = 0;
        // Twice in a row: between the signal and its handling the checkpointer still looks idle.
        while (seen < 2) {
            seen = inEffect(sql, Configuration.names(set), set, first) ? seen + 1 : 0;
            if (System.nanoTime() > end) {
                throw new IOException("The synchronous set is not in effect within " + RELOAD.toSeconds() + " s");
            }
            Instance.pause();
        }
    }

    private static boolean inEffect(Sql sql, String names, SynchronousSet set, boolean first) throws SQLException {
        String members = String.join("\n", set.required() == 0 ? List.of() : set.members());
        return Boolean.parseBoolean(sql.text(
                """
                SELECT (current_setting('synchronous_standby_names') = ?
                  AND (NOT ? OR EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'checkpointer'
                    AND wait_event IN ('CheckpointerMain', 'CheckpointWriteDelay')))
                  AND NOT EXISTS (SELECT FROM pg_stat_replication WHERE NOT pg_is_in_recovery()
                    AND (sync_priority > 0) <> (application_name = ANY (string_to_array(?, E'\\n')))))::text
                """,
                names,
                first,
                members));
    }

    void stopWriting(Step.StopWriting step) throws IOException {
        try {
            // Most of the checkpoint is written while it still answers.
            instance.sql().execute("CHECKPOINT");
        } catch (SQLException e) {
            instance.end();
        }
        instance.stop();
        ControlData control = instance.control();
        if (control.writerShutDown()) {
            noteDemotion(step.epoch(), control.checkpoint());
        }
        // Else it did not end in good order: it is started as a standby, and its end is found by replaying.
    }

    void noteShutDown(Step.NoteShutDown step) throws IOException {
        noteDemotion(step.epoch(), instance.control().checkpoint());
    }

    void noteDemotion(long epoch, long position) throws IOException {
        store.update(state -> {
            Held held = state.held();
            boolean its = held.epoch() > 0 && held.epoch() <= epoch;
            return state.with(its ? held.reaching(position) : held)
                    .effecting(state.effective().demoted(epoch));
        });
    }

    /** What it holds is of no epoch any more: its position says nothing about what it has of the writer's WAL. */
    void stopHandMade(Step.StopHandMade step) throws IOException {
        String by = "by hand on " + instance.node + " in start "
                + store.get().boot().number();
        store.update(state -> state.with(
                new Held(0, 0, state.held().began(step.timeline(), by).lineage(), Way.REWIND)));
        instance.stop();
    }
}
