package io.prontuario.host.agent.database;

import java.util.HashMap;
import java.util.Map;

/**
 * What {@code pg_controldata} prints.
 *
 * @param systemId of the cluster
 * @param state for example {@code shut down} or {@code in production}
 * @param checkpoint where the newest checkpoint's record begins
 * @param timeline of that checkpoint
 */
record ControlData(String systemId, String state, long checkpoint, int timeline) {
    static ControlData parse(String output) {
        Map<String, String> values = new HashMap<>();
        output.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new ControlData(
                value(values, "Database system identifier"),
                value(values, "Database cluster state"),
                Lsn.parse(value(values, "Latest checkpoint location")),
                Integer.parseInt(value(values, "Latest checkpoint's TimeLineID")));
    }

    /** Whether it was a writer that stopped in good order: then the checkpoint is the end of its WAL. */
    boolean writerShutDown() {
        return state.equals("shut down");
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("pg_controldata does not say \"" + key + "\"");
        }
        return value;
    }
}
