package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Asks other boxes, while an order makes that necessary. One thread: a box that does not answer holds up nothing else. */
final class Peers implements AutoCloseable {
    private static final long EVERY_MILLIS = 100;
    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final Duration STATEMENT = Duration.ofSeconds(2);

    private final TlsFiles tls;
    private final Path token;
    private final Runnable changed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Map<Source, Answer> answers = new HashMap<>();
    private Set<Source> wanted = Set.of();
    private final Map<Source, AgentClient> clients = new HashMap<>();
    private final Thread thread = new Thread(this::run, "database-peers");
    private volatile boolean closed;

    private record Answer(Peer peer, long at) {}

    /** @param changed called when something new is known */
    Peers(TlsFiles tls, Path token, Runnable changed) {
        this.tls = tls;
        this.token = token;
        this.changed = changed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From now on these are asked, and no others. */
    void watch(Set<Source> sources) {
        lock.lock();
        try {
            if (!wanted.equals(sources)) {
                wanted = Set.copyOf(sources);
                answers.keySet().retainAll(wanted);
                woken.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What this box said lately. */
    Optional<Peer> of(Source source) {
        lock.lock();
        try {
            Answer answer = answers.get(source);
            return answer != null && System.nanoTime() - answer.at() < VALID_NANOS
                    ? Optional.of(answer.peer())
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(STATEMENT.toMillis() * 3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            for (Source source : next()) {
                long at = System.nanoTime();
                Peer peer = ask(source);
                keep(source, new Answer(peer, at));
                changed.run();
            }
        }
    }

    private Set<Source> next() {
        lock.lock();
        try {
            woken.await(EVERY_MILLIS, TimeUnit.MILLISECONDS);
            while (wanted.isEmpty() && !closed) {
                woken.await();
            }
            return wanted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        } finally {
            lock.unlock();
        }
    }

    private void keep(Source source, Answer answer) {
        lock.lock();
        try {
            if (wanted.contains(source)) {
                answers.put(source, answer);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whatever goes wrong with one box, the thread goes on. */
    private Peer ask(Source source) {
        try {
            return answer(source);
        } catch (RuntimeException e) {
            return silent(source, String.valueOf(e.getMessage()));
        }
    }

    private Peer answer(Source source) {
        DataResult result = clients.computeIfAbsent(source, this::client).data();
        if (result instanceof DataResult.Received received) {
            Peer peer = new Peer(source, received.report(), null, null);
            return peer.database() != null && source.port() > 0 ? withLog(peer) : peer;
        }
        return silent(source, ((DataResult.Unavailable) result).reason());
    }

    private static Peer silent(Source source, String why) {
        return new Peer(source, null, null, "The agent of " + source.name() + " does not say what it has: " + why);
    }

    private AgentClient client(Source source) {
        return new AgentClient(source.agent(), tls.authorities(), token);
    }

    private Peer withLog(Peer peer) {
        Source source = peer.source();
        try (Sql sql = Sql.connect(Sql.Target.remote(source.host(), source.port(), tls), STATEMENT)) {
            return new Peer(source, peer.report(), log(sql), null);
        } catch (SQLException | RuntimeException e) {
            return new Peer(
                    source,
                    peer.report(),
                    null,
                    "The database of " + source.name() + " does not answer: " + e.getMessage());
        }
    }

    private static Peer.@Nullable Log log(Sql sql) throws SQLException {
        if (Boolean.parseBoolean(sql.text("SELECT pg_is_in_recovery()::text"))) {
            return null;
        }
        int timeline =
                Integer.parseInt(sql.text("SELECT substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)"), 16);
        String history = timeline == 1 ? "" : sql.text("SELECT pg_read_file('pg_wal/' || ?)", Lsn.history(timeline));
        long position = Lsn.parse(sql.text("SELECT pg_current_wal_flush_lsn()::text"));
        Set<String> segments = new HashSet<>(sql.query(
                "SELECT substr(name, 9) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'", row -> row.getString(1)));
        return new Peer.Log(
                TimelineHistory.parse(history, timeline),
                position,
                Configuration.parseLineage(
                        sql.text("SELECT coalesce(current_setting('" + Configuration.LINEAGE + "', true), '')")),
                segments);
    }
}
