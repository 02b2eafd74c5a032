package io.prontuario.host.agent;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the admission of this boot on this host. Once latched it needs neither the agent nor the operator nor an API
 * server; a reboot ends it, because it is keyed by the boot id.
 */
final class AdmissionLatch {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionLatch.class);

    private final AdmissionMap map;
    private final BootId bootId;
    private final StateStore state;
    private final Haproxy haproxy;

    AdmissionLatch(AdmissionMap map, BootId bootId, StateStore state, Haproxy haproxy) {
        this.map = map;
        this.bootId = bootId;
        this.state = state;
        this.haproxy = haproxy;
    }

    /** Drops what earlier boots left; what this boot was granted stays. */
    synchronized void restore() throws IOException {
        String current = bootId.read();
        map.keepOnly(current);
        if (map.admittedAt(current).isPresent()) {
            tellHaproxy(current);
        }
    }

    synchronized AgentAnswer admit(FencingToken token, String asked) throws IOException {
        FencingToken newest = state.get().leader();
        if (token.withoutGeneration().olderThan(newest)) {
            return new Stale(newest, "Admission by " + token + " is older than " + newest);
        }
        String current = bootId.read();
        if (!current.equals(asked)) {
            return new Stale(newest, "This host's boot is " + current + ", not " + asked + "; observe it again");
        }
        state.update(s -> s.led(token));
        boolean before = map.admittedAt(current).isPresent();
        latch(current);
        return before
                ? new Applied(Change.UNCHANGED, "boot " + current + " was admitted already")
                : new Applied(Change.RUNTIME, "boot " + current + " admitted");
    }

    /** Admits the current boot on a person's word. Returns the boot id. */
    synchronized String override() throws IOException {
        String current = bootId.read();
        latch(current);
        return current;
    }

    /** Disk first. HAProxy is told every time: it may have started between the two. */
    private void latch(String current) throws IOException {
        if (map.admittedAt(current).isEmpty()) {
            map.admit(current);
            LOG.info("boot {} admitted", current);
        }
        tellHaproxy(current);
    }

    /** A HAProxy that does not run reads the file when it starts. */
    private void tellHaproxy(String current) throws IOException {
        try {
            haproxy.admit(current);
        } catch (HaproxyDown e) {
            LOG.info("HAProxy is not running; it will find the admission on disk");
        }
    }
}
