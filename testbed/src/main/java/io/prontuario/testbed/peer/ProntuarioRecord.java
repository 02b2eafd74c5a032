package io.prontuario.testbed.peer;

import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.ObservedStatus;
import io.prontuario.testbed.demo.RecordStatus;
import io.prontuario.testbed.demo.StatusFeed;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The platform's own record on the test bed: the example as written, decided by its operator. */
final class ProntuarioRecord implements Peer {
    private static final List<String> HOSTS = List.of("mac-studio-1", "mac-studio-2");
    private static final String EDGE = "edge";
    private static final Duration RETURN = Duration.ofSeconds(300);
    private static final Duration OPERATORS = Duration.ofSeconds(120);
    private static final Duration SWITCHOVER = Duration.ofSeconds(60);
    private static final Duration STATEMENT = Duration.ofSeconds(10);

    private final Supplier<DemoPlatform> platforms;
    private DemoPlatform platform;
    private PlatformFaults faults;
    private String lastWriter = "";

    /** @param platforms each time one that is not up yet */
    ProntuarioRecord(Supplier<DemoPlatform> platforms) {
        this.platforms = platforms;
        this.platform = platforms.get();
        this.faults = new PlatformFaults(platform, this::writerRoute);
    }

    @Override
    public String name() {
        return platform.stretched() ? PLATFORM + ", control plane on three boxes" : PLATFORM;
    }

    @Override
    public Optional<String> obstacle(Scenario scenario) {
        return scenario == Scenario.FROZEN_WITH_CONSENSUS && !platform.stretched()
                ? Optional.of("no host leads its control plane, which is on the edge")
                : Peer.super.obstacle(scenario);
    }

    @Override
    public Bar bar(Scenario scenario) {
        return scenario.bar();
    }

    @Override
    public int runs(Scenario scenario) {
        return scenario.runs();
    }

    @Override
    public void up() {
        run(platform::upToRecord);
    }

    @Override
    public void awaitWhole() {
        run(() -> {
            platform.awaitRecord(RETURN);
            try (RecordStatus status = platform.recordStatus()) {
                status.awaitBothInSet(RETURN);
            }
        });
    }

    /** Which host has the leading operator: its death ends that one too. */
    @Override
    public String placement() {
        boolean spare = interruptible(() -> platform.awaitOperators(2, OPERATORS));
        return (spare ? "" : "one operator only; ")
                + platform.operatorLeader()
                        .map(host -> "the leading operator was on the "
                                + (host.equals(EDGE) ? EDGE : host.equals(writer()) ? "primary" : "standby"))
                        .orElse("no operator led");
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
    public Optional<String> third() {
        return Optional.of(EDGE);
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
        platform.testbed().access().etcd().moveLeaderTo(Plan.host(host));
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
        String standby = Plan.host(standby()).address() + "(";
        cutReplication();
        // As pg_terminate_backend does; the record's owner may not.
        List<ProcessHandle> senders = ProcessHandle.allProcesses()
                .filter(process -> {
                    String title = UncheckedFiles.read(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
                    return title.contains("walsender") && title.contains(standby);
                })
                .toList();
        if (senders.isEmpty()) {
            throw new TestbedException("no process sends WAL to the standby");
        }
        senders.forEach(ProcessHandle::destroy);
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
    public Statuses statuses() {
        StatusFeed feed = new StatusFeed(
                "onsite", platform.cluster("onsite"), platform.object().name());
        return new Statuses() {
            @Override
            public List<String> since(long nanos) {
                return Said.of(
                        feed.since(nanos).stream().map(ObservedStatus::status).toList());
            }

            @Override
            public void close() {
                feed.close();
            }
        };
    }

    @Override
    public Optional<OwnFaults> ownFaults() {
        return Optional.of(faults);
    }

    @Override
    public void heal() {
        platform.testbed().faults().heal();
        Stream.of(HOSTS.get(0), HOSTS.get(1), EDGE)
                .filter(platform.testbed().faults()::isDead)
                .forEach(this::revive);
        joinReplication();
        faults.undo();
    }

    @Override
    public void renew() {
        platform.close();
        platform = platforms.get();
        faults = new PlatformFaults(platform, this::writerRoute);
        up();
    }

    @Override
    public void copyLogs(Path to) {
        platform.testbed().lifecycle().copyLogs(to);
    }

    @Override
    public void close() {
        platform.close();
    }

    /** Work with a result that may be interrupted. */
    private interface Answering<T> {
        T get() throws InterruptedException;
    }

    /** Work that may be interrupted. */
    private interface Interruptible {
        void run() throws InterruptedException;
    }

    private static void run(Interruptible work) {
        interruptible(() -> {
            work.run();
            return true;
        });
    }

    private static <T> T interruptible(Answering<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", e);
        }
    }
}
