package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/** Writes down what is done to it, and what is waited for; answers whether writes go on as it was told. */
final class ScriptedPeer implements Peer, OwnFaults, Course {
    final List<String> done = new ArrayList<>();
    private String writer = "one";
    private final Deque<Boolean> writes;

    /** @param writes the answers, in order; then yes */
    ScriptedPeer(Boolean... writes) {
        this.writes = new LinkedList<>(Arrays.asList(writes));
    }

    Played play(Scenario scenario) throws InterruptedException {
        FaultScript script = FaultScripts.of(scenario, Duration.ofMinutes(5));
        script.prepare(this);
        return script.play(new Stage(this, this, Stage.Roles.of(this)));
    }

    private synchronized void add(String what) {
        done.add(what);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public void up() {}

    @Override
    public void awaitWhole() {
        add("whole");
    }

    @Override
    public String writer() {
        return writer;
    }

    @Override
    public String standby() {
        return writer.equals("one") ? "two" : "one";
    }

    @Override
    public Optional<String> third() {
        return Optional.of("edge");
    }

    @Override
    public SqlRoute route() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SqlRoute writerRoute() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void die(String host) {
        add("die " + host);
    }

    @Override
    public void revive(String host) {
        add("revive " + host);
    }

    @Override
    public void leadConsensus(String host) {
        add("lead " + host);
    }

    @Override
    public void freeze(String host) {
        add("freeze " + host);
    }

    @Override
    public void thaw(String host) {
        add("thaw " + host);
    }

    @Override
    public void cutReplication() {
        add("cut");
    }

    @Override
    public void cutReplicationVisibly() {
        add("cut visibly");
    }

    @Override
    public void joinReplication() {
        add("join");
    }

    @Override
    public void switchover(String from, String to) {
        add("switchover " + from + " " + to);
        writer = to;
    }

    @Override
    public Optional<OwnFaults> ownFaults() {
        return Optional.of(this);
    }

    @Override
    public void documentTimings() {
        add("document timings");
    }

    @Override
    public String stopEtcd() {
        add("stop etcd");
        return "edge";
    }

    @Override
    public void smallDisk(String host) {
        add("small disk " + host);
    }

    @Override
    public void fillDisk(String host) {
        add("fill " + host);
    }

    @Override
    public void freeDisk(String host) {
        add("free " + host);
    }

    @Override
    public void wrongClock(String host, Duration shift) {
        add("clock " + host + " " + shift.toMinutes());
    }

    @Override
    public void undo() {
        add("undo");
    }

    @Override
    public void copyLogs(Path to) {}

    @Override
    public void close() {}

    @Override
    public void mark() {}

    @Override
    public boolean writesWithin(Duration limit) {
        add("writes?");
        return writes.isEmpty() || writes.remove();
    }

    @Override
    public void pause(Duration time) {
        if (time.toSeconds() > 0) {
            add("pause " + time.toSeconds());
        }
    }

    @Override
    public void log(String format, Object... arguments) {}
}
