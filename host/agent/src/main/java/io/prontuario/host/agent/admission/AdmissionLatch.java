package io.prontuario.host.agent.admission;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.HaproxyDown;
import io.prontuario.host.agent.state.StateStore;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the admission of the current boot. An admitted host stays admitted without the agent, the operator or the API server. A
 * reboot ends the admission, because it is stored by boot id.
 */
public final class AdmissionLatch {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionLatch.class);

    private final AdmissionMap map;
    private final BootId bootId;
    private final StateStore state;
    private final Haproxy haproxy;

    public AdmissionLatch(AdmissionMap map, BootId bootId, StateStore state, Haproxy haproxy) {
        this.map = map;
        this.bootId = bootId;
        this.state = state;
        this.haproxy = haproxy;
    }

    /** At the start of the agent: drops admissions of earlier boots and repeats the current boot's to HAProxy. */
    public synchronized void restore() throws IOException {
        String current = bootId.read();
        map.keepOnly(current);
        if (map.admittedAt(current).isPresent()) {
            updateHaproxy(current);
        }
    }

    /**
     * @param token of the operator that admits
     * @param asked the boot that the operator has observed
     * @return Stale when a newer leader has been accepted, or when the host has rebooted since the operator looked
     */
    public synchronized AgentAnswer admit(FencingToken token, String asked) throws IOException {
        FencingToken newest = state.get().leader();
        if (token.withoutGeneration().olderThan(newest)) {
            return new Stale(newest, "Admission by " + token + " is older than " + newest);
        }
        String current = bootId.read();
        if (!current.equals(asked)) {
            return new Stale(newest, "This host's boot is " + current + ", not " + asked + "; read the report again");
        }
        state.update(s -> s.led(token));
        boolean before = map.admittedAt(current).isPresent();
        latch(current);
        return before
                ? new Applied(Change.UNCHANGED, "boot " + current + " is already admitted")
                : new Applied(Change.RUNTIME, "boot " + current + " admitted");
    }

    /** Admits the current boot by hand. Returns the boot id. */
    public synchronized String override() throws IOException {
        String current = bootId.read();
        latch(current);
        return current;
    }

    /** Disk first. HAProxy is updated every time: it may have started between the two. */
    private void latch(String current) throws IOException {
        if (map.admittedAt(current).isEmpty()) {
            map.admit(current);
            LOG.info("boot {} admitted", current);
        }
        updateHaproxy(current);
    }

    /** A HAProxy that does not run reads the map when it starts. */
    private void updateHaproxy(String current) throws IOException {
        try {
            haproxy.admit(current);
        } catch (HaproxyDown e) {
            LOG.info("HAProxy is not running; it reads the admission of boot {} when it starts", current);
        }
    }
}
