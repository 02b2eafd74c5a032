package io.prontuario.host.agent;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import java.io.IOException;
import java.util.Objects;

/** Keeps the on-site operator's last sign of life for the cloud to read. */
final class Heartbeats {
    private final StateStore state;

    Heartbeats(StateStore state) {
        this.state = state;
    }

    synchronized AgentAnswer accept(Heartbeat beat) throws IOException {
        AgentState now = state.get();
        Heartbeat last = now.heartbeat();
        FencingToken newest = last != null && now.leader().olderThan(last.token()) ? last.token() : now.leader();
        if (beat.token().olderThan(newest)) {
            return new Stale(newest, "Heartbeat " + beat.token() + " is older than " + newest);
        }
        if (last != null && sameWord(last, beat)) {
            // A disk write a second for a number that the next beat replaces would wear the disk for nothing.
            state.remember(s -> s.heard(beat));
        } else {
            state.update(s -> s.heard(beat));
        }
        return new Applied(Change.UNCHANGED, "");
    }

    private static boolean sameWord(Heartbeat last, Heartbeat beat) {
        return last.term() == beat.term()
                && last.epoch() == beat.epoch()
                && Objects.equals(last.mode(), beat.mode())
                && Objects.equals(last.specHash(), beat.specHash());
    }
}
