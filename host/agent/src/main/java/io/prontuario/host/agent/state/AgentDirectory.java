package io.prontuario.host.agent.state;

import io.prontuario.host.protocol.HaproxyNames;
import java.nio.file.Path;

/** Files of the agent and its HAProxy that must survive a reboot. */
public record AgentDirectory(Path root) {
    public Path configuration() {
        return root.resolve("haproxy.cfg");
    }

    /** What HAProxy may do on this box. HAProxy reads it before the configuration. */
    public Path boxSettings() {
        return root.resolve("box.cfg");
    }

    /** All that HAProxy's workers see of the box's files. */
    public Path emptyFolder() {
        return root.resolve("empty");
    }

    public Path certificates() {
        return root.resolve(HaproxyNames.CERTIFICATES);
    }

    public Path admissionMap() {
        return root.resolve(HaproxyNames.ADMISSION_MAP);
    }

    public Path writerMap() {
        return root.resolve(HaproxyNames.WRITER_MAP);
    }

    public Path serverState() {
        return root.resolve(HaproxyNames.SERVER_STATE);
    }

    public Path state() {
        return root.resolve("state.json");
    }

    /** The last bundle that was accepted. A box serves on with it while it has no operator. */
    public Path bundle() {
        return root.resolve("bundle.json");
    }

    public Path overrides() {
        return root.resolve("overrides.log");
    }

    public Path candidate() {
        return root.resolve("candidate");
    }

    public Path masterSocket() {
        return root.resolve("master.sock");
    }
}
