package io.prontuario.host.agent.haproxy;

import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The running HAProxy, over the socket of its master process. */
public final class Haproxy {
    private final MasterSocket socket;

    public Haproxy(MasterSocket socket) {
        this.socket = socket;
    }

    /** @throws HaproxyDown when it does not run */
    public List<ServerStatus> servers() throws HaproxyDown {
        return ServerStatus.parse(socket.send("@1 show stat"));
    }

    public String serverStates() throws HaproxyDown {
        return socket.send("@1 show servers state");
    }

    public Processes processes() throws HaproxyDown {
        return Processes.parse(socket.send("show proc"));
    }

    /**
     * The current worker, or empty when HAProxy does not run or its worker does not.
     *
     * @throws HaproxyDown when it runs and does not answer: its worker is then not known
     */
    public OptionalLong workerPid() throws HaproxyDown {
        try {
            return processes().worker();
        } catch (HaproxyDown e) {
            if (e.listening()) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }

    /** An environment variable of the running process. */
    public Optional<String> environment(String name) throws HaproxyDown {
        String answer = socket.send("@1 show env " + name).trim();
        return answer.startsWith(name + "=") ? Optional.of(answer.substring(name.length() + 1)) : Optional.empty();
    }

    public void disable(ServerKey server) throws IOException {
        command("set server " + server + " state maint");
    }

    /** Ends the open requests and streams of a server. */
    public void cutSessions(ServerKey server) throws IOException {
        command("shutdown sessions server " + server);
    }

    /**
     * Ends maintenance; the server starts from down and is up after its checks pass. HAProxy takes a server that leaves maintenance
     * for up at once, so this passes through drain, in which no request is sent to it. Without that, a request between the two
     * commands was answered 503 by a host that did not serve yet.
     *
     * @param tracking whether its health follows another server's, so that it cannot be set
     */
    public void enable(ServerKey server, boolean tracking) throws IOException {
        if (!tracking) {
            command("set server " + server + " state drain");
            command("set server " + server + " health down");
        }
        command("set server " + server + " state ready");
    }

    /** The admission frontend answers 200 for this boot from now on. The next worker reads the same from the map file. */
    public void admit(String bootId) throws IOException {
        String map = HaproxyNames.ADMISSION_MAP;
        if (!socket.send("@1 get map " + map + " " + bootId).contains("value=\"" + HaproxyNames.ADMITTED + "\"")) {
            command("add map " + map + " " + bootId + " " + HaproxyNames.ADMITTED);
        }
    }

    /** Makes the master start a new worker with the file on disk. Returns before the worker has started. */
    public void reload() throws HaproxyDown {
        socket.send("reload");
    }

    private void command(String command) throws IOException {
        String answer = socket.send("@1 " + command).trim();
        if (!answer.isEmpty()) {
            throw new IOException("HAProxy refused '" + command + "': " + answer);
        }
    }
}
