package io.prontuario.testbed.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the object of a CloudNativePG cluster says. Pure.
 *
 * @param primary name of the instance that writes; empty when none does
 * @param settled whether the primary is the one that is wanted and nothing is going on
 * @param ready how many instances are
 */
record CnpgStatus(String primary, boolean settled, int ready) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEALTHY = "Cluster in healthy state";

    /** Of an object that is not there or not readable: nothing. */
    static CnpgStatus parse(String json) {
        try {
            JsonNode status = JSON.readTree(json).path("status");
            String primary = status.path("currentPrimary").asText();
            return new CnpgStatus(
                    primary,
                    !primary.isEmpty()
                            && primary.equals(status.path("targetPrimary").asText())
                            && status.path("phase").asText().equals(HEALTHY),
                    status.path("readyInstances").asInt());
        } catch (JsonProcessingException e) {
            return new CnpgStatus("", false, 0);
        }
    }

    boolean whole() {
        return settled && ready == 2;
    }
}
