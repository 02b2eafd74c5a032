package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;

/**
 * A restarted host is a new host until it is admitted again.
 *
 * <p>Rule: when the boot id differs from the one seen before, an admission or a failure of the earlier boot no longer counts: the host
 * is Rebooted, unless it holds a latch for the new boot already, which only a person on the host can have set (the local, logged
 * override). A boot id seen for the first time is learned; one that is not reported changes nothing.
 *
 * <p>Why: a load balancer alone sends requests back the moment a check passes, seconds into a boot, before data has caught up and
 * models are verified.
 */
public class BootIdentity {
    BootIdentity() {}

    /** Whether this check comes from another boot than the one on record. */
    public static boolean restarted(SiteState before, SiteCheck check) {
        return check.bootId().isPresent()
                && before.bootId().isPresent()
                && !before.bootId().get().equals(check.bootId().get());
    }

    /** The admission after the boot id was compared. */
    public Admission admission(SiteState before, SiteCheck check) {
        if (!restarted(before, check)) {
            return withoutRestart(before, check);
        }
        if (check.latched()) {
            return Admission.ADMITTED;
        }
        return before.admission() == Admission.NEVER ? Admission.NEVER : Admission.REBOOTED;
    }

    /** A latch in a boot that was never admitted here is a person's local override. */
    static Admission withoutRestart(SiteState before, SiteCheck check) {
        boolean overridden = before.admission() == Admission.REBOOTED
                && check.latched()
                && check.bootId().isPresent()
                && check.bootId().equals(before.bootId());
        return overridden ? Admission.ADMITTED : before.admission();
    }
}
