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

class ExplainingTest {
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
                .contains("verdict: DEGRADED, mac-studio-2 serves", "nothing answers", "looks again in 5s");
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
                "site: [onsite | seen.yaml"
            })
    void abrokenObservationIsOneLineThatNamesTheField(String yaml, String field) throws Exception {
        Ran ran = explain(yaml.replace('#', '\n'));
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains(field);
    }
}
