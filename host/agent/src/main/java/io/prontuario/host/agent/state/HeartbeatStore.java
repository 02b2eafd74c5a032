package io.prontuario.host.agent.state;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import java.io.IOException;
import java.util.Objects;

/** Keeps the last heartbeat of the on-site operator for the cloud operator to read. */
public final class HeartbeatStore {
    private final StateStore state;

    public HeartbeatStore(StateStore state) {
        this.state = state;
    }

    public synchronized AgentAnswer accept(Heartbeat beat) throws IOException {
        AgentState now = state.get();
        Heartbeat last = now.heartbeat();
        FencingToken newest = last != null && now.leader().olderThan(last.token()) ? last.token() : now.leader();
        if (beat.token().olderThan(newest)) {
            return new Stale(newest, "Heartbeat " + beat.token() + " is older than " + newest);
        }
        if (last != null && sameContent(last, beat)) {
            // Only the sequence is new, and the next heartbeat replaces it: it is not worth a disk write a second.
            state.remember(s -> s.heard(beat));
        } else {
            state.update(s -> s.heard(beat));
        }
        return new Applied(Change.UNCHANGED, "");
    }

    private static boolean sameContent(Heartbeat last, Heartbeat beat) {
        return last.term() == beat.term()
                && last.epoch() == beat.epoch()
                && Objects.equals(last.mode(), beat.mode())
                && Objects.equals(last.specHash(), beat.specHash());
    }
}
