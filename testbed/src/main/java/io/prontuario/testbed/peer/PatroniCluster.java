package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testing.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Patroni on three machines, each with a member of etcd and a full copy; the third is the platform's edge box. */
final class PatroniCluster implements Peer {
    static final Box THIRD = new Box("third", 13);
    static final List<Box> HOSTS = List.of(new Box("host-1", 11), new Box("host-2", 12));
    static final List<Box> MEMBERS = List.of(HOSTS.get(0), HOSTS.get(1), THIRD);
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration RETURN = Duration.ofSeconds(240);
    private static final Duration STATEMENT = Duration.ofSeconds(5);

    private final PatroniSettings settings;
    private final PatroniPrograms programs;
    private final Path folder;
    private final String password = UUID.randomUUID().toString();
    private final PatroniRest rest = new PatroniRest();
    private final Map<Box, List<ChildProcess>> running = new HashMap<>();
    private int starts;

    /** @param folder everything of this cluster is below it; the machines are plugged in already */
    PatroniCluster(PatroniSettings settings, PatroniPrograms programs, Path folder) {
        this.settings = settings;
        this.programs = programs;
        this.folder = folder;
    }

    @Override
    public String name() {
        return settings.title();
    }

    @Override
    public void up() {
        PatroniConfig config = new PatroniConfig(settings, password);
        for (Box box : MEMBERS) {
            UncheckedFiles.folders(own(box));
            Shell.run("chown", "postgres:postgres", own(box).toString());
            UncheckedFiles.write(configuration(box), config.render(box, MEMBERS, own(box)));
        }
        // The first alone, so that the first host leads.
        MEMBERS.forEach(this::startEtcd);
        startPatroni(HOSTS.get(0));
        Wait.until(START, () -> members().leader().isPresent(), () -> "Patroni has no leader" + logs());
        startPatroni(HOSTS.get(1));
        startPatroni(THIRD);
        awaitWhole();
    }

    @Override
    public void awaitWhole() {
        Wait.until(
                RETURN,
                () -> members().whole(MEMBERS.size()),
                () -> "Patroni's members are not whole: " + members() + logs());
    }

    @Override
    public String writer() {
        return members().leader().orElseThrow(() -> new TestbedException("Patroni has no leader: " + members()));
    }

    @Override
    public String standby() {
        String writer = writer();
        return HOSTS.stream()
                .map(Box::name)
                .filter(name -> !name.equals(writer))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<String> third() {
        return Optional.of(THIRD.name());
    }

    @Override
    public SqlRoute route() {
        Box writer = box(writer());
        return PeerPostgres.route(
                MEMBERS.stream()
                        .filter(member -> settings.thirdMayLead() || !member.equals(THIRD))
                        .sorted((a, b) -> Boolean.compare(b.equals(writer), a.equals(writer)))
                        .toList(),
                PatroniConfig.POSTGRES_PORT,
                password);
    }

    @Override
    public SqlRoute writerRoute() {
        return PeerPostgres.route(List.of(box(writer())), PatroniConfig.POSTGRES_PORT, password);
    }

    @Override
    public void die(String host) {
        Box box = box(host);
        box.linkDown();
        box.endAll();
    }

    @Override
    public void revive(String host) {
        Box box = box(host);
        endGuards(box);
        box.linkUp();
        startEtcd(box);
        startPatroni(box);
    }

    @Override
    public void leadConsensus(String host) {
        new EtcdLeadership(MEMBERS).moveTo(box(host));
    }

    @Override
    public void freeze(String host) {
        box(host).freeze();
    }

    @Override
    public void thaw(String host) {
        box(host).thaw();
    }

    @Override
    public void cutReplication() {
        box(writer()).cut(box(standby()), PatroniConfig.POSTGRES_PORT);
    }

    @Override
    public void cutReplicationVisibly() {
        String standby = standby();
        SqlRoute writer = writerRoute();
        cutReplication();
        try (Connection connection = writer.open(0, STATEMENT);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication WHERE application_name = '"
                    + standby + "'");
        } catch (SQLException e) {
            throw new TestbedException("cannot end the standby's stream: " + e.getMessage(), e);
        }
    }

    @Override
    public void joinReplication() {
        HOSTS.forEach(Box::joinAgain);
    }

    @Override
    public void switchover(String from, String to) {
        rest.switchover(box(from), box(to));
    }

    @Override
    public void copyLogs(Path to) {
        UncheckedFiles.list(folder).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .forEach(file -> UncheckedFiles.copy(file, to.resolve(file.getFileName())));
    }

    /** Ends the processes; the machines stay. */
    @Override
    public void close() {
        MEMBERS.forEach(Box::endAll);
        MEMBERS.forEach(this::endGuards);
    }

    PatroniMembers members() {
        return rest.members(MEMBERS);
    }

    private static Box box(String name) {
        return MEMBERS.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void startEtcd(Box box) {
        start(
                box,
                "etcd",
                box.inside(EtcdMember.command(
                        programs.etcd(), box, MEMBERS, own(box).resolveSibling("etcd-" + box.name()))));
    }

    private void startPatroni(Box box) {
        start(
                box,
                "patroni",
                box.insideAsPostgres(List.of(
                        programs.patroni().toString(), configuration(box).toString())));
    }

    private void start(Box box, String program, List<String> command) {
        try {
            Path log = folder.resolve("%s-%s-%d.log".formatted(program, box.name(), ++starts));
            running.computeIfAbsent(box, b -> new ArrayList<>())
                    .add(new ChildProcess(program, log, command, Map.of(), ChildProcess.End.TERM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endGuards(Box box) {
        List<ChildProcess> ended = running.remove(box);
        if (ended != null) {
            ended.forEach(ChildProcess::close);
        }
    }

    private String logs() {
        StringBuilder text = new StringBuilder();
        running.forEach((box, processes) -> processes.forEach(process ->
                text.append("\n--- ").append(box.name()).append(":\n").append(process.logTail())));
        return text.toString();
    }

    private Path own(Box box) {
        return folder.resolve(box.name());
    }

    private Path configuration(Box box) {
        return folder.resolve(box.name() + ".yaml");
    }
}
