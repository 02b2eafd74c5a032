package io.prontuario.testbed.peer;

import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;

/**
 * What a peer is made of, built or installed once into the user's cache.
 *
 * @param etcd the program
 * @param patroni the program
 */
record PeerPrograms(Path etcd, Path patroni) {
    static PeerPrograms install(Path work) {
        StateFolder state = StateFolder.at(work);
        BuildArtifacts artifacts = new BuildArtifacts(state);
        artifacts.etcd();
        return new PeerPrograms(state.binary("etcd"), artifacts.patroni().resolve("bin/patroni"));
    }
}
