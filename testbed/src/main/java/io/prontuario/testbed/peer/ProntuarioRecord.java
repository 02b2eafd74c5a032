package io.prontuario.testbed.peer;

import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.RecordStatus;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.ledger.SqlRoute;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The platform's own record on the test bed: the example as written, decided by its operator. */
final class ProntuarioRecord implements Peer {
    private static final List<String> HOSTS = List.of("mac-studio-1", "mac-studio-2");
    private static final Duration RETURN = Duration.ofSeconds(300);
    private static final Duration SWITCHOVER = Duration.ofSeconds(60);
    private static final Duration STATEMENT = Duration.ofSeconds(10);

    private final DemoPlatform platform;
    private String lastWriter = "";

    /** @param platform not up yet */
    ProntuarioRecord(DemoPlatform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return "Prontuário";
    }

    @Override
    public boolean supports(Scenario scenario) {
        return scenario != Scenario.FROZEN_WITH_CONSENSUS;
    }

    @Override
    public void up() {
        run(platform::upToRecord);
    }

    @Override
    public void awaitWhole() {
        run(() -> platform.awaitRecord(RETURN));
    }

    @Override
    public String writer() {
        try (RecordStatus status = platform.recordStatus()) {
            // Without an answer of the API just now, the last one is the best there is.
            lastWriter = status.now().map(DataStatus::writer).orElse(lastWriter);
            return lastWriter;
        }
    }

    @Override
    public String standby() {
        String writer = writer();
        return HOSTS.stream().filter(host -> !host.equals(writer)).findFirst().orElseThrow();
    }

    @Override
    public SqlRoute route() {
        return platform.writeRoute();
    }

    @Override
    public SqlRoute writerRoute() {
        return platform.database(writer());
    }

    @Override
    public void die(String host) {
        platform.testbed().faults().kill(host);
    }

    @Override
    public void revive(String host) {
        platform.testbed().faults().revive(host);
    }

    @Override
    public void leadConsensus(String host) {
        throw new TestbedException("the control plane is on the edge; no host can lead it");
    }

    @Override
    public void freeze(String host) {
        platform.testbed().faults().freeze(host);
    }

    @Override
    public void thaw(String host) {
        platform.testbed().faults().heal();
    }

    @Override
    public void cutReplication() {
        filter(writer(), CutTable.render(Plan.host(standby()).address(), Plan.RECORD_PORT));
    }

    @Override
    public void cutReplicationVisibly() {
        SqlRoute writer = writerRoute();
        String standby = standby();
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
        HOSTS.stream()
                .filter(host -> Network.pluggedIn(Plan.host(host)))
                .forEach(host -> filter(host, CutTable.none()));
    }

    private static void filter(String host, String rules) {
        List<String> command = new ArrayList<>(Network.inside(Plan.host(host)));
        command.addAll(List.of("nft", "-f", "-"));
        Shell.feed(rules, command.toArray(String[]::new));
    }

    @Override
    public void switchover(String from, String to) {
        try (RecordStatus status = platform.recordStatus()) {
            run(() -> status.switchover(UUID.randomUUID().toString().substring(0, 8), to, SWITCHOVER));
        }
    }

    @Override
    public void copyLogs(Path to) {
        platform.testbed().lifecycle().copyLogs(to);
    }

    @Override
    public void close() {
        platform.close();
    }

    /** Work that may be interrupted. */
    private interface Interruptible {
        void run() throws InterruptedException;
    }

    private static void run(Interruptible work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", e);
        }
    }
}
