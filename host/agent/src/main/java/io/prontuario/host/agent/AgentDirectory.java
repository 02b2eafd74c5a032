package io.prontuario.host.agent;

import io.prontuario.host.protocol.HaproxyNames;
import java.nio.file.Path;

/** Where an agent and its HAProxy keep what must survive a reboot. */
record AgentDirectory(Path root) {
    Path configuration() {
        return root.resolve("haproxy.cfg");
    }

    Path certificates() {
        return root.resolve(HaproxyNames.CERTIFICATES);
    }

    Path admissionMap() {
        return root.resolve(HaproxyNames.ADMISSION_MAP);
    }

    Path serverState() {
        return root.resolve(HaproxyNames.SERVER_STATE);
    }

    Path state() {
        return root.resolve("state.json");
    }

    /** The last bundle that HAProxy accepted: the last intent, with which a box serves on without an operator. */
    Path bundle() {
        return root.resolve("bundle.json");
    }

    Path overrides() {
        return root.resolve("overrides.log");
    }

    Path candidate() {
        return root.resolve("candidate");
    }

    Path masterSocket() {
        return root.resolve("master.sock");
    }
}
