package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The box's PostgreSQL: its files, its process, and a session. Used by one thread. */
final class Instance implements AutoCloseable {
    static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final Duration PROGRAM = Duration.ofSeconds(30);
    private static final Duration FAST = Duration.ofSeconds(10);
    private static final Duration IMMEDIATE = Duration.ofSeconds(3);
    private static final long POLL_NANOS = 5_000_000;

    final DatabaseFolder folder;
    final Programs programs;
    final InstanceFiles files;
    final Certificates certificates;
    final Postmaster postmaster;
    final String node;
    private final DatabaseSettings settings;
    private final TlsFiles tls;
    private @Nullable Sql session;
    private String sessionOf = "";

    Instance(String node, DatabaseSettings settings, TlsFiles tls) {
        this.node = node;
        this.settings = settings;
        this.tls = tls;
        Account account = new Account(settings.account());
        this.folder = new DatabaseFolder(settings.folder());
        this.programs = new Programs(settings.programs(), account);
        this.files = new InstanceFiles(account);
        this.certificates = new Certificates(tls, folder, files);
        this.postmaster = new Postmaster(folder.data());
    }

    Sql.Target target() {
        return Sql.Target.local(settings, tls);
    }

    Sql.Target remote(Source source) {
        return Sql.Target.remote(source.host(), source.port(), tls);
    }

    /** The folders that the instance and the agent write to. */
    void prepare() throws IOException {
        Files.createDirectories(folder.root());
        for (Path needed : List.of(folder.configuration(), folder.tls(), folder.log(), folder.restore())) {
            files.folder(needed);
        }
    }

    /** Brings every configuration file to what is recorded. */
    void configure(DatabaseState state, Collection<String> boxes) throws IOException {
        certificates.copy();
        files.write(folder.configuration("postgresql.conf"), Configuration.main(folder, settings, node));
        files.write(folder.configuration("hba.conf"), Configuration.hba());
        files.write(folder.configuration("ident.conf"), Configuration.ident(boxes));
        files.writeSettings(
                folder.configuration("lineage.conf"),
                Configuration.lineage(state.held().lineage()));
        Promote promote = state.promotion();
        files.writeSettings(
                folder.configuration("synchronous.conf"),
                promote != null && promote.epoch() == state.held().epoch()
                        ? Configuration.set(promote.synchronous())
                        : Configuration.standbySet());
        Path local = folder.configuration("local.conf");
        if (!Files.exists(local)) {
            files.write(local, "# Settings of this box. The agent does not change this file.\n");
        }
        stream(state.streaming());
    }

    void stream(@Nullable Stream stream) throws IOException {
        if (stream == null) {
            certificates.removeForStream();
        } else {
            certificates.copyForStream();
        }
        files.writeSettings(folder.configuration("stream.conf"), Configuration.stream(folder, node, stream));
    }

    /** It always starts as a standby. It may not be up yet when this returns. */
    void start() throws IOException {
        standbySignal();
        Programs.Result result = programs.run(
                PROGRAM,
                "pg_ctl",
                "start",
                "-w",
                "-t",
                "2",
                "-D",
                folder.data().toString(),
                "-l",
                folder.startLog().toString(),
                "-o",
                Configuration.options(folder));
        if (postmaster.running().isEmpty()) {
            throw new IOException("PostgreSQL does not start (" + result.tail() + "): see " + folder.log());
        }
    }

    void standbySignal() throws IOException {
        Path signal = folder.data().resolve("standby.signal");
        if (!Files.exists(signal)) {
            files.write(signal, "");
            InstanceFiles.sync(folder.data());
        }
    }

    /** Stops it in good order if it can be, else at once. It does not run any more when this returns. */
    void stop() throws IOException {
        end();
        signal("fast");
        if (stoppedWithin(FAST)) {
            return;
        }
        signal("immediate");
        if (goneWithin(IMMEDIATE)) {
            return;
        }
        Optional<Postmaster.Running> left = postmaster.running();
        if (left.isPresent()) {
            left.get().kill();
            if (!goneWithin(IMMEDIATE)) {
                throw new IOException("PostgreSQL (process " + left.get().pid() + ") cannot be ended");
            }
        }
    }

    private void signal(String mode) throws IOException {
        programs.run(
                PROGRAM, "pg_ctl", "stop", "-W", "-m", mode, "-D", folder.data().toString());
    }

    /** Does not wait for clients that are being turned away: each of them may take a while over its TLS handshake. */
    private boolean stoppedWithin(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        for (Optional<Postmaster.Running> left = postmaster.running(); left.isPresent(); left = postmaster.running()) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (ServerProcesses.onlyTurnClientsAway(left.get())) {
                signal("immediate");
                return goneWithin(IMMEDIATE);
            }
            pause();
        }
        return true;
    }

    private boolean goneWithin(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (postmaster.running().isPresent()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    static void pause() {
        LockSupport.parkNanos(POLL_NANOS);
    }

    ControlData control() throws IOException {
        Programs.Result result =
                programs.run(PROGRAM, "pg_controldata", "-D", folder.data().toString());
        if (!result.ok()) {
            throw new IOException("The data folder cannot be read: " + result.tail());
        }
        return ControlData.parse(result.output());
    }

    /** A session that is kept. */
    Sql sql() throws SQLException, IOException {
        String identity = postmaster.running().map(Postmaster.Running::identity).orElse("");
        Sql open = session;
        if (open != null && identity.equals(sessionOf)) {
            return open;
        }
        end();
        Sql fresh = Sql.connect(target(), STATEMENT);
        session = fresh;
        sessionOf = identity;
        fresh.execute("SET synchronous_commit = local");
        return fresh;
    }

    /** After an error: the next use connects again. */
    void end() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void reload() throws IOException {
        try {
            sql().execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            end();
            programs.run(PROGRAM, "pg_ctl", "reload", "-D", folder.data().toString());
        }
    }

    @Override
    public void close() {
        end();
    }
}
