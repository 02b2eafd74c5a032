package io.prontuario.host.agent.state;

import io.prontuario.host.protocol.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Actions taken by hand on this box instead of by the operator: who, when, what and why, one JSON object a line. */
public final class OverrideLog {
    private OverrideLog() {}

    /** Records an action before it is taken: the entry is on disk when this returns. */
    public static void record(AgentDirectory directory, String action, String reason) throws IOException {
        String sudoer = System.getenv("SUDO_USER");
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("time", Instant.now().toString());
        entry.put("user", sudoer == null ? System.getProperty("user.name", "unknown") : sudoer);
        entry.put("action", action);
        entry.put("reason", reason);
        DurableFile.append(directory.overrides(), Json.write(entry));
    }
}
