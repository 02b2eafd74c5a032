package io.prontuario.host.agent;

import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The running HAProxy, as its master process lets us see and change it. */
final class Haproxy {
    private final MasterSocket socket;

    Haproxy(MasterSocket socket) {
        this.socket = socket;
    }

    /** @throws HaproxyDown when it does not run */
    List<ServerStatus> servers() throws HaproxyDown {
        return ServerStatus.parse(socket.send("@1 show stat"));
    }

    String serverStates() throws HaproxyDown {
        return socket.send("@1 show servers state");
    }

    Processes processes() throws HaproxyDown {
        return Processes.parse(socket.send("show proc"));
    }

    /**
     * The current worker, or empty when HAProxy does not run or its worker does not.
     *
     * @throws HaproxyDown when it runs and does not answer: what it runs is then not known
     */
    OptionalLong workerPid() throws HaproxyDown {
        try {
            return processes().worker();
        } catch (HaproxyDown e) {
            if (e.listening()) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }

    /** The environment variable as the running process has it. */
    Optional<String> environment(String name) throws HaproxyDown {
        String answer = socket.send("@1 show env " + name).trim();
        return answer.startsWith(name + "=") ? Optional.of(answer.substring(name.length() + 1)) : Optional.empty();
    }

    void disable(ServerKey server) throws IOException {
        command("set server " + server + " state maint");
    }

    /** Ends the requests and streams that a server still has. */
    void cutSessions(ServerKey server) throws IOException {
        command("shutdown sessions server " + server);
    }

    /**
     * Back under its checks: it starts from down, and earns its rise. HAProxy takes a server that leaves maintenance for up at
     * once, so it leaves by way of drain, in which nobody is sent to it, and is ready only when it is down. Straight to ready it
     * was up until the next command came, and a request in between was answered 503 by a host that serves nothing yet.
     */
    void enable(ServerKey server, boolean tracking) throws IOException {
        if (!tracking) {
            command("set server " + server + " state drain");
            command("set server " + server + " health down");
        }
        command("set server " + server + " state ready");
    }

    /** Lets the admission frontend answer 200 for this boot, now; the map file says the same to the next worker. */
    void admit(String bootId) throws IOException {
        String map = HaproxyNames.ADMISSION_MAP;
        if (!socket.send("@1 get map " + map + " " + bootId).contains("value=\"" + HaproxyNames.ADMITTED + "\"")) {
            command("add map " + map + " " + bootId + " " + HaproxyNames.ADMITTED);
        }
    }

    /** Asks the master to start a new worker on the file on disk. It answers before that has happened. */
    void reload() throws HaproxyDown {
        socket.send("reload");
    }

    private void command(String command) throws IOException {
        String answer = socket.send("@1 " + command).trim();
        if (!answer.isEmpty()) {
            throw new IOException("HAProxy refused '" + command + "': " + answer);
        }
    }
}
