package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Boot;
import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at the instance and at what other boxes say, before each step. */
final class Observer {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final Monitor monitor;
    private final Peers peers;

    private volatile String systemId = "";
    private String process = "";
    private boolean expected = true;
    private @Nullable Stream stream;
    private long aliveAt = System.nanoTime();
    private long answeredAt = System.nanoTime();
    private long startedAt;
    private int failures;
    private boolean crashed;

    Observer(Instance instance, JsonStore<DatabaseState> store, Monitor monitor, Peers peers) {
        this.instance = instance;
        this.store = store;
        this.monitor = monitor;
        this.peers = peers;
    }

    /** Of the present cluster; empty where there is none. */
    String systemId() {
        return systemId;
    }

    /** @param fresh whether the answer has to be to a question that is asked from now on */
    Situation look(boolean fresh) throws IOException {
        boolean empty = instance.folder.isEmpty();
        String now =
                instance.postmaster.running().map(Postmaster.Running::identity).orElse("");
        noteProcess(now);
        Monitor.Seen seen = now.isEmpty() ? null : answer(fresh, now);
        ControlData control = !empty && now.isEmpty() ? instance.control() : null;
        noteCluster(empty, control);
        DatabaseState state = store.get();
        noteLife(state, seen, now);
        return new Situation(
                state,
                new Situation.Instance(
                        empty,
                        !now.isEmpty(),
                        mayStart(),
                        systemId,
                        control,
                        seen,
                        millisSince(aliveAt),
                        millisSince(answeredAt)),
                said(state, seen));
    }

    private Monitor.@Nullable Seen answer(boolean fresh, String identity) {
        Optional<Monitor.Seen> seen = fresh ? monitor.fresh(FRESH) : monitor.last();
        return seen.filter(s -> s.identity().equals(identity)).orElse(null);
    }

    /** A process that the agent did not start counts as another start: no earlier promotion is valid for it. */
    private void noteProcess(String now) throws IOException {
        Boot boot = store.get().boot();
        if (!now.isEmpty() && !boot.process().equals(now)) {
            store.update(state -> state.with(new Boot(
                    state.boot().process().isEmpty()
                            ? state.boot().number()
                            : state.boot().number() + 1,
                    now)));
        }
        if (process.isEmpty() != now.isEmpty() || !process.equals(now)) {
            if (now.isEmpty() && !expected) {
                crashed = true;
                failures = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt) > LONGEST_WAIT_SECONDS
                        ? 0
                        : failures + 1;
            }
            process = now;
            aliveAt = System.nanoTime();
            answeredAt = aliveAt;
        }
        expected = false;
    }

    private void noteCluster(boolean empty, @Nullable ControlData control) throws IOException {
        if (empty) {
            systemId = "";
        } else if (control != null) {
            systemId = control.systemId();
        } else if (systemId.isEmpty()) {
            systemId = instance.control().systemId();
        }
    }

    private void noteLife(DatabaseState state, Monitor.@Nullable Seen seen, String now) {
        if (seen != null || now.isEmpty()) {
            answeredAt = System.nanoTime();
        }
        if (seen != null && seen.receiving() || !Objects.equals(stream, state.streaming())) {
            aliveAt = System.nanoTime();
        }
        stream = state.streaming();
    }

    private Map<String, Peer> said(DatabaseState state, Monitor.@Nullable Seen seen) {
        Set<Source> sources = new HashSet<>();
        Follow follow = state.orders().follow();
        if (follow != null && !Situation.follows(state, seen)) {
            sources.add(follow.writer());
        }
        CatchUp catchUp = state.orders().catchUp();
        if (catchUp != null) {
            if (catchUp.witness() != null) {
                sources.add(catchUp.witness());
            }
            if (catchUp.demotedWriter() != null) {
                sources.add(catchUp.demotedWriter());
            }
        }
        peers.watch(sources);
        Map<String, Peer> said = new HashMap<>();
        sources.forEach(source -> peers.of(source).ifPresent(peer -> said.put(source.name(), peer)));
        return said;
    }

    /** The step that follows starts it. */
    void starting() {
        startedAt = System.nanoTime();
    }

    /** The step that was carried out may have stopped it. */
    void stepped(Step step) {
        expected = step instanceof Step.Stop
                || step instanceof Step.StopHandMade
                || step instanceof Step.StopWriting
                || step instanceof Step.Start;
    }

    /** Whether it ended without being stopped since this was last asked. */
    boolean crashed() {
        boolean seen = crashed;
        crashed = false;
        return seen;
    }

    private boolean mayStart() {
        long wait = failures == 0 ? 0 : Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(failures - 1, 5));
        return millisSince(startedAt) >= TimeUnit.SECONDS.toMillis(wait) || startedAt == 0;
    }

    private static long millisSince(long at) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at);
    }
}
