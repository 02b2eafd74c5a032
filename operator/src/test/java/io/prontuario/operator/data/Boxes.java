package io.prontuario.operator.data;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.DiskReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.host.protocol.data.DataReport.SynchronousReport;
import io.prontuario.host.protocol.data.DataReport.WalReport;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.time.Duration;
import java.util.Map;

/** A platform with two copies and a witness, and reports of its boxes. */
final class Boxes {
    static final SiteName FIRST = new SiteName("mac-studio-1");
    static final SiteName SECOND = new SiteName("mac-studio-2");
    private static final DiskReport DISK = new DiskReport(1000, 500);

    private Boxes() {}

    static PlatformSpec spec() {
        return PlatformYaml.read(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: hospital, namespace: prontuario}
                        spec:
                          hosts:
                            - {name: mac-studio-1, role: Primary, address: 10.0.0.1, agentPort: 9001}
                            - {name: mac-studio-2, role: Secondary, address: 10.0.0.2, agentPort: 9002}
                            - {name: worker, role: Worker, address: 10.0.0.4}
                          edge:
                            nodes: [{name: edge, address: 10.0.0.3, agentPort: 9003}]
                          services: []
                          data:
                            postgres: {hosts: [mac-studio-2, mac-studio-1], witness: edge}
                        """)
                .getSpec();
    }

    static DataBoxes boxes() {
        return DataBoxes.of(spec()).orElseThrow();
    }

    static DataResult silent() {
        return new DataResult.Unavailable("no answer");
    }

    static DataResult writer(long epoch, long position) {
        return database(new DatabaseReport(
                Phase.PRIMARY,
                true,
                3,
                epoch,
                0,
                new WalReport("7", 1, epoch, position, position, false, null),
                new SynchronousReport(4, 90, Map.of()),
                DISK,
                null));
    }

    static DataResult copy(long epoch, long position, boolean receiving) {
        return database(standby(epoch, position, receiving, true, 0));
    }

    static DataResult unreliable() {
        return database(standby(2, 100, false, false, 0));
    }

    static DataResult demoted(long epoch, long position) {
        return database(standby(epoch, position, false, true, epoch));
    }

    static DataResult witness(long epoch, long to, boolean streaming) {
        return new DataResult.Received(
                new DataReport(
                        "edge", null, new WitnessReport(epoch, 1, 0, to, epoch, streaming, true, DISK, null), null),
                Duration.ZERO);
    }

    /** The same answer of a box whose clock is so far ahead. */
    static DataResult ahead(DataResult result, Duration clock) {
        return new DataResult.Received(((DataResult.Received) result).report(), clock);
    }

    private static DatabaseReport standby(
            long epoch, long position, boolean receiving, boolean answers, long demotedFrom) {
        return new DatabaseReport(
                Phase.STANDBY,
                answers,
                2,
                epoch,
                demotedFrom,
                new WalReport("7", 1, epoch, position, position, receiving, 5L),
                null,
                DISK,
                null);
    }

    private static DataResult database(DatabaseReport report) {
        return new DataResult.Received(new DataReport("host", report, null, null), Duration.ZERO);
    }
}
