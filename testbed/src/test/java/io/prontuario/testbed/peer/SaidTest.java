package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {
    private static PlatformStatus status(String conditions, String copyProblem) throws JsonProcessingException {
        String problem = copyProblem.isEmpty() ? "null" : "\"" + copyProblem + "\"";
        return new ObjectMapper()
                .readValue(
                        """
                        {"conditions": [%s], "data": {"epoch": 1, "phase": "Granted", "cause": "First", "fencedBelow": 0,
                         "copies": [{"name": "one", "role": "Copy", "answers": "Yes", "problem": %s}],
                         "witness": {"name": "edge", "answers": "Yes", "problem": %2$s}}}
                        """
                                .formatted(conditions, problem),
                        PlatformStatus.class);
    }

    private static String condition(String type, String status, String reason) {
        return "{\"type\": \"%s\", \"status\": \"%s\", \"reason\": \"%s\", \"message\": \"why\"}"
                .formatted(type, status, reason);
    }

    @Test
    void whatIsWellIsNotSaidAndOtherConditionsAreNotAboutTheRecord() throws Exception {
        assertThat(Said.of(List.of(
                        status(condition("WriterSafe", "True", "OneWriter"), ""),
                        status(condition("Ready", "False", "HostDown"), ""))))
                .isEmpty();
    }

    @Test
    void conditionsAndProblemsAreSaidOnceInTheirOrder() throws Exception {
        PlatformStatus ending = status(condition("WriterSafe", "False", "EpochEnding"), "");
        PlatformStatus missing = status(condition("DataProtected", "Unknown", "NoWriterHere"), "disk is full");

        assertThat(Said.of(List.of(ending, missing, ending)))
                .containsExactly(
                        "WriterSafe False EpochEnding: why",
                        "DataProtected Unknown NoWriterHere: why",
                        "status.data one: disk is full",
                        "status.data witness: disk is full");
    }

    @Test
    void inATableOnlyTheReasonIsLeft() {
        assertThat(Said.brief("WriterSafe False EpochEnding: why: because")).isEqualTo("WriterSafe False EpochEnding");
    }
}
