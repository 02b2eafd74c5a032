package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.crds.v1alpha1.DataStatus;
import org.junit.jupiter.api.Test;

class RecordStatusTest {
    private static DataStatus data(String sets, boolean streaming) throws JsonProcessingException {
        String copy = "{\"name\": \"%s\", \"role\": \"%s\", \"answers\": \"Yes\", \"epoch\": 4}";
        return new ObjectMapper()
                .readValue(
                        """
                        {"writer": "one", "epoch": 4, "phase": "Granted", "cause": "First", "fencedBelow": 0,
                         "copies": [%s, %s], "synchronous": [%s],
                         "witness": {"name": "edge", "answers": "Yes", "epoch": 4, "streaming": %s}}
                        """
                                .formatted(
                                        copy.formatted("one", "Writer"),
                                        copy.formatted("two", "Copy"),
                                        sets,
                                        streaming),
                        DataStatus.class);
    }

    private static String set(String members) {
        return "{\"version\": 1, \"required\": 1, \"members\": [" + members + "]}";
    }

    @Test
    void eitherOfTwoAcknowledgesWhenBothAreInTheOnlySet() throws Exception {
        String both = set("\"two\", \"witness\"");
        String one = set("\"witness\"");

        assertThat(RecordStatus.eitherAcknowledges(data(both, true))).isTrue();
        assertThat(RecordStatus.eitherAcknowledges(data(one, true))).isFalse();
        assertThat(RecordStatus.eitherAcknowledges(data(one + "," + both, true)))
                .isFalse();
        assertThat(RecordStatus.eitherAcknowledges(data("", true))).isFalse();
    }

    @Test
    void neitherDoesWhileTheWitnessIsNotSentTo() throws Exception {
        assertThat(RecordStatus.eitherAcknowledges(data(set("\"two\", \"witness\""), false)))
                .isFalse();
    }
}
