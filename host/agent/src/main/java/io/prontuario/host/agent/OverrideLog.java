package io.prontuario.host.agent;

import io.prontuario.host.protocol.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people did past the operator on this box: who, when, what and why, one JSON object a line. */
final class OverrideLog {
    private OverrideLog() {}

    /** On disk before it returns, so that nothing is done that is not written down. */
    static void record(AgentDirectory directory, String action, String reason) throws IOException {
        String sudoer = System.getenv("SUDO_USER");
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("time", Instant.now().toString());
        entry.put("user", sudoer == null ? System.getProperty("user.name", "unknown") : sudoer);
        entry.put("action", action);
        entry.put("reason", reason);
        DurableFile.append(directory.overrides(), Json.write(entry));
    }
}
