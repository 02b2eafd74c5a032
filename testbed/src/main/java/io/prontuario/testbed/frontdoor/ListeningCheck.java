package io.prontuario.testbed.frontdoor;

import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes for keepalived whether HAProxy listens, to a file that keepalived watches: 0 for yes, 1 for no.
 *
 * <p>Why not keepalived's own {@code vrrp_script}: it forks the process that sends the adverts once a second, and a
 * fork waits while the kernel moves any process to another control group. Every container that starts does that; all
 * hosts of the test bed share one kernel, so a host that booted made the edge's adverts late, and took the address from
 * it.
 */
final class ListeningCheck {
    /** Of HAProxy's statistics page: it listens there when it listens at all. */
    private static final int PORT = 9180;

    /** Seconds between checks. */
    private static final int INTERVAL = 1;

    /** After so many failed checks in a row the address moves to another box. One successful check brings it back. */
    private static final int FALL = 3;

    private ListeningCheck() {}

    static Path file(HostFolder folder) {
        return folder.root().resolve("frontdoor-track");
    }

    /** Until the first check the file has "not listening", independent of the last boot. */
    static void reset(HostFolder folder) {
        UncheckedFiles.write(file(folder), "1\n");
    }

    static Unit unit(StateFolder state, Host host) {
        return Unit.of("frontdoor-check", List.of("/bin/sh", "-c", script(file(state.host(host)))))
                .in(Slice.FRONT, -10);
    }

    /** On one line, as a unit's arguments are. Writes only what changed: keepalived reads the file at every write. */
    static String script(Path file) {
        return """
                said=1; failed=0; while :; do \
                if timeout 2 ss -Htln 'sport = :%1$d' | grep -q .; then failed=0; else failed=$((failed + 1)); fi; \
                now=$said; \
                [ "$failed" -gt 0 ] || now=0; \
                [ "$failed" -lt %2$d ] || now=1; \
                [ "$now" = "$said" ] || echo "$now" > '%3$s'; \
                said=$now; sleep %4$d; done"""
                .formatted(PORT, FALL, file, INTERVAL);
    }
}
