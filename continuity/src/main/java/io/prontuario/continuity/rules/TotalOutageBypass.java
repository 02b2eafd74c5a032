package io.prontuario.continuity.rules;

/**
 * While no site serves, a healthy host does not wait.
 *
 * <p>Rule: the stabilisation window, the rate limit and manual failback keep a healthy host out only while something better is
 * positively known to serve: another admitted host, or the cloud. With neither, Healthy (the rise threshold) is enough.
 *
 * <p>Why: those rules protect people from needless changes. While no site serves every change is needed, and doing nothing violates an
 * invariant too.
 */
public class TotalOutageBypass {
    TotalOutageBypass() {}

    public boolean applies(boolean anyHostAdmitted, CloudAvailability cloud) {
        return !anyHostAdmitted && cloud != CloudAvailability.SERVES;
    }
}
