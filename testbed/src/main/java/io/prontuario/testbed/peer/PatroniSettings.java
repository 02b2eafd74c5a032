package io.prontuario.testbed.peer;

import java.util.List;
import java.util.Optional;

/**
 * How a Patroni cluster is set.
 *
 * @param name for tables and options
 * @param ttl seconds that the leader key lives without its holder
 * @param loopWait seconds between two rounds of every member
 * @param retryTimeout seconds after which the leader steps down when it cannot reach etcd
 * @param thirdMayLead whether the third copy may become the writer; the platform's edge box serves nothing
 */
record PatroniSettings(String name, int ttl, int loopWait, int retryTimeout, boolean thirdMayLead) {
    /** The lowest values that Patroni takes; it raises lower ones to these. */
    static final PatroniSettings FASTEST = new PatroniSettings("patroni-fastest", 20, 1, 3, false);

    static final PatroniSettings DEFAULT = new PatroniSettings("patroni-default", 30, 10, 10, false);
    static final PatroniSettings THIRD_MAY_LEAD = new PatroniSettings("patroni-fastest-third-may-lead", 20, 1, 3, true);
    static final List<PatroniSettings> ALL = List.of(FASTEST, DEFAULT, THIRD_MAY_LEAD);

    static Optional<PatroniSettings> named(String name) {
        return ALL.stream().filter(settings -> settings.name.equals(name)).findFirst();
    }

    String title() {
        return "Patroni %d/%d/%d%s".formatted(ttl, loopWait, retryTimeout, thirdMayLead ? ", third may lead" : "");
    }
}
