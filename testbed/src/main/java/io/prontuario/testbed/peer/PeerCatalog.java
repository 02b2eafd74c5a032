package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.List;

/** Every peer by its name. */
public final class PeerCatalog {
    private PeerCatalog() {}

    public static List<String> names() {
        return PatroniSettings.ALL.stream().map(PatroniSettings::name).toList();
    }

    /** @throws TestbedException if one is unknown; the message lists those that there are */
    static void check(List<String> peers) {
        peers.stream().filter(name -> !names().contains(name)).findFirst().ifPresent(name -> {
            throw new TestbedException("no peer is named " + name + "; there are " + String.join(", ", names()));
        });
    }

    /** Builds or installs what it is made of; nothing is started. */
    static Peer make(String name, Path work) {
        StateFolder scratch = StateFolder.at(work);
        BuildArtifacts artifacts = new BuildArtifacts(scratch);
        artifacts.etcd();
        return new PatroniCluster(
                PatroniSettings.named(name).orElseThrow(),
                new PatroniPrograms(scratch.binary("etcd"), artifacts.patroni()),
                work);
    }
}
