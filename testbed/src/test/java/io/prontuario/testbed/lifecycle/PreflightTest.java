package io.prontuario.testbed.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PreflightTest {
    @Test
    void aStateFolderThatTheHostsWouldHideIsRefused() {
        assertThat(Preflight.placeProblem(Path.of("/var/lib/testbed")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("PRONTUARIO_TESTBED_HOME"));
        assertThat(Preflight.placeProblem(Path.of("/run/testbed"))).isPresent();
        assertThat(Preflight.placeProblem(Path.of("/srv/testbed"))).isEmpty();
    }

    @Test
    void aPathTooLongForItsSocketsIsRefused() {
        assertThat(Preflight.placeProblem(Path.of("/" + "x".repeat(59)))).isEmpty();
        assertThat(Preflight.placeProblem(Path.of("/" + "x".repeat(60))))
                .hasValueSatisfying(problem -> assertThat(problem).contains("longer than 60 characters"));
    }
}
