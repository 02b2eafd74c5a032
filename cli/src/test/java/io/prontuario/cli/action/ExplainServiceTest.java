package io.prontuario.cli.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainServiceTest {
    private static final String PLATFORM = "../examples/mac-studio-ha.yaml";

    @TempDir
    private Path folder;

    private Ran explain(String observation) throws Exception {
        Path file = folder.resolve("seen.yaml");
        Files.writeString(file, observation);
        return Ran.prontuario("explain", PLATFORM, "--observation", file.toString());
    }

    private static String death(int deadRounds) {
        return """
                site: onsite
                rounds:
                  - times: 10
                    sites:
                      mac-studio-1: {result: serving, bootId: a, admitted: true}
                      mac-studio-2: {result: serving, bootId: b, admitted: true}
                      cloud: {result: serving}
                    frontDoors:
                      edge: {serving: {mac-studio-1: true, mac-studio-2: true}}
                  - times: %d
                    sites:
                      mac-studio-1: {result: dead, detail: nothing answers}
                      mac-studio-2: {result: serving, bootId: b, admitted: true}
                      cloud: {result: serving}
                    frontDoors:
                      edge: {serving: {mac-studio-1: false, mac-studio-2: true}}
                """
                .formatted(deadRounds);
    }

    @Test
    void theThirdFailureMovesTheRoleAndTheSecondDoesNot() throws Exception {
        assertThat(explain(death(2)).out()).contains("verdict: FULL, mac-studio-1 serves");
        assertThat(explain(death(3)).out())
                .contains("verdict: DEGRADED, mac-studio-2 serves", "nothing answers", "decides again in 5s");
    }

    /** The writer has died and every other member is fenced; the secondary's WAL ends at {@code position}. */
    private static String fenced(int position) throws Exception {
        return Files.readString(Path.of("../docs/observations/writer-dies.yaml"))
                .replace("position: 98, fencedBelow: 4", "position: " + position + ", fencedBelow: 4");
    }

    @Test
    void theWriterWaitsForTheGateThatIsPrinted() throws Exception {
        assertThat(explain(fenced(99)).out())
                .contains(
                        "writes:  no database may write: epoch 3 of mac-studio-1 is being ended (failover)",
                        "set:     number 4: a write waits for any 1 of mac-studio-2, witness",
                        "gate:    set 4: open: 2 fenced + 1 waited for > 2 members",
                        "blocked: CandidateCaughtUp: epoch 3 is being ended; no site is proved to have all of it yet",
                        "action:  let mac-studio-2 fetch the WAL that it lacks");
        assertThat(explain(fenced(100)).out())
                .contains(
                        "writes:  mac-studio-2 is the writer of epoch 4 (failover)",
                        "action:  promote mac-studio-2 to the writer of epoch 4");
        assertThat(explain(fenced(99).replace("to: 100, fencedBelow: 4", "to: 100"))
                        .out())
                .contains("gate:    set 4: closed: 1 fenced + 1 waited for is not more than 2 members");
        assertThat(explain(fenced(99).replace("fencedBelow: 4", "fencedBelow: 3"))
                        .out())
                .contains("gate:    set 4: closed: 0 fenced + 1 waited for is not more than 2 members");
        assertThat(explain(fenced(100).replace("data:\n      databases", "data:\n      quorum: false\n      databases"))
                        .out())
                .contains("gate:    quorum: closed", "blocked: WriteQuorum");
    }

    @Test
    void inTheCloudProofsAreForOneEpoch() throws Exception {
        String seen =
                """
                site: cloud
                rounds:
                  - data:
                      peer: {epoch: 3, isWriter: true}
                      inboxPending: 2
                  - data:
                      peer: {epoch: 3, isWriter: true}
                      proofs: {approvals: [{person: ana, epoch: 3}, {person: rui, epoch: 2}]}
                      projectionLagging: true
                      inboxPending: 2
                """;
        assertThat(explain(seen).out())
                .contains(
                        "writes:  the other side's, epoch 3",
                        "gate:    proof: approved by ana for epoch 3, rui for epoch 2 (void)",
                        "gate:    projection: lags",
                        "gate:    inbox: 2 rows to merge");
    }

    @Test
    void aDrillDrainsAHost() throws Exception {
        String drill = Files.readString(Path.of("../docs/observations/planned-drain.yaml"));
        assertThat(explain(drill).out())
                .contains(
                        "verdict: DEGRADED, mac-studio-2 serves",
                        "rule:    DrainEligibility: drain drill: mac-studio-1 is drained");
        assertThat(explain(drill.replace("lasts: 5m", "lasts: 0s")).out())
                .contains(
                        "verdict: FULL, mac-studio-1 serves",
                        "blocked: DrainEligibility: drain drill refused: the request has expired");
        assertThat(explain(death(3)).out()).as("no database was observed").doesNotContain("writes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site: onsite | rounds",
                "site: moon | site",
                "site: onsite#rounds: [{times: 0}] | times",
                "site: onsite#rounds: [{sites: {a: {}}}] | result",
                "site: onsite#rounds: [{sites: {a: {result: dying}}}] | result",
                "site: onsite#round: [] | round",
                "site: onsite#rounds: [{sites: {mac-studio-9: {result: dead}}}] | mac-studio-9",
                "site: onsite#rounds: [{frontDoors: {edge: 3}}] | frontDoors",
                "site: [onsite | seen.yaml",
                "site: onsite#rounds: [{data: {databases: {mac-studio-9: {}}}}] | mac-studio-9",
                "site: onsite#rounds: [{data: {witnes: {}}}] | witnes",
                "site: onsite#rounds: [{data: {inboxPending: many}}] | inboxPending",
                "site: onsite#rounds: [{data: {proofs: {approvals: [{epoch: 3}]}}}] | person",
                "site: onsite#record: {epoch: 1}#rounds: [{}] | writer",
                "site: onsite#record: {writer: moon, epoch: 1, sets: [{version: 1}]}#rounds: [{}] | moon",
                "site: onsite#record: {writer: mac-studio-1, epoch: 0}#rounds: [{}] | epoch",
                "site: onsite#record: {writer: mac-studio-1, epoch: 1}#rounds: [{}] | sets",
                "site: onsite#record: {writer: cloud, epoch: 1, sets: [{members: [moon], required: 1}]}#rounds: [{}] | moon",
                "site: onsite#record: {writer: cloud, epoch: 1, sets: [{members: [witness], required: 2}]}#rounds: [{}] | required",
                "site: onsite#rounds: [{asks: {drain: mac-studio-1}}] | kind",
                "site: onsite#rounds: [{asks: {kind: drill}}] | drain",
                "site: onsite#rounds: [{asks: {kind: drill, drain: mac-studio-1, lasts: soon}}] | lasts",
                "site: onsite#rounds: [{asks: {kind: drill, drain: mac-studio-9}}] | mac-studio-9"
            })
    void aBrokenObservationIsOneLineThatNamesTheField(String yaml, String field) throws Exception {
        Ran ran = explain(yaml.replace('#', '\n'));
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains(field);
    }
}
