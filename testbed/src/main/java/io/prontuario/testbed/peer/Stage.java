package io.prontuario.testbed.peer;

import java.time.Duration;

/** A system that is whole, its clients, and the roles that its machines had when the trial began. */
record Stage(Peer peer, Course course, Roles roles) {
    /** After this long without writes what has failed is brought back. */
    static final Duration PATIENCE = Duration.ofSeconds(75);

    /** @param third the machine of the third copy or of the witness; empty where there is none */
    record Roles(String writer, String standby, String third) {
        static Roles of(Peer peer) {
            return new Roles(peer.writer(), peer.standby(), peer.third().orElse(""));
        }
    }

    String writer() {
        return roles.writer();
    }

    String standby() {
        return roles.standby();
    }

    String third() {
        return roles.third();
    }

    void die(String host) {
        peer.die(host);
        course.log("%s is dead", host);
        course.mark();
    }

    boolean writesGoOn(Duration limit) {
        boolean goesOn = course.writesWithin(limit);
        course.log(goesOn ? "writes go on" : "no write for %d s", limit.toSeconds());
        return goesOn;
    }

    void revive(String host) {
        peer.revive(host);
        course.log("%s is back", host);
    }
}
