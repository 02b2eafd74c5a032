package io.prontuario.testbed.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.io.IOException;

/** What came of a request. */
sealed interface ApiReply {
    /**
     * @param site that answered, from its header; "null" when it names none
     * @param profile full or emergency, from its header
     */
    record Answer(int status, String site, String profile, byte[] body) implements ApiReply {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final String PROBLEM = "urn:prontuario:problem:";

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        /** The kind of problem that the api reports; empty when it reports none. */
        String problem() {
            try {
                String type = status < 400 ? "" : json().path("type").asText();
                return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
            } catch (IOException notJson) {
                return "";
            }
        }

        boolean successful() {
            return status >= 200 && status < 300;
        }
    }

    /** @param sent whether the request may have reached a service */
    record NoAnswer(FailureKind kind, String detail, boolean sent) implements ApiReply {}
}
