package io.prontuario.testbed.peer;

import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every peer by its name. */
public final class PeerCatalog {
    private PeerCatalog() {}

    /** The platform itself. */
    public static final String PRONTUARIO = "prontuario";

    public static List<String> names() {
        return Stream.of(
                        Stream.of(PRONTUARIO),
                        PatroniSettings.ALL.stream().map(PatroniSettings::name),
                        CnpgSettings.ALL.stream().map(CnpgSettings::name))
                .flatMap(names -> names)
                .toList();
    }

    /** @throws TestbedException if one is unknown; the message lists those that there are */
    static void check(List<String> peers) {
        peers.stream().filter(name -> !names().contains(name)).findFirst().ifPresent(name -> {
            throw new TestbedException("no peer is named " + name + "; there are " + String.join(", ", names()));
        });
    }

    /**
     * Builds or installs what it is made of; nothing is started.
     *
     * @param controlPlane the platform's own
     */
    static Peer make(String name, Path work, Timeline timeline, Layout controlPlane) {
        if (name.equals(PRONTUARIO)) {
            Path home = Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
            return new ProntuarioRecord(() -> DemoPlatform.create(home, timeline, false, controlPlane, false));
        }
        StateFolder scratch = StateFolder.at(work);
        BuildArtifacts artifacts = new BuildArtifacts(scratch);
        return PatroniSettings.named(name)
                .<Peer>map(settings -> {
                    artifacts.etcd();
                    return new PatroniCluster(
                            settings, new PatroniPrograms(scratch.binary("etcd"), artifacts.patroni()), work);
                })
                .orElseGet(() -> new CnpgCluster(
                        CnpgSettings.named(name).orElseThrow(),
                        artifacts.cloudNativePg(),
                        Testbed.open(StateFolder.defaultRoot())));
    }
}
