package io.prontuario.host.agent.haproxy;

import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The running HAProxy, over the socket of its master process. */
public final class Haproxy {
    private static final Pattern MAP_VALUE = Pattern.compile("found=yes.* value=\"([^\"]*)\"");
    private static final Pattern SESSION = Pattern.compile("(?m)^(0x[0-9a-f]+): .* be=(\\S+) srv=(\\S+) ");

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
     * @param checked whether it has checks of its own; without, its health cannot be set
     */
    public void enable(ServerKey server, boolean checked) throws IOException {
        if (checked) {
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

    /**
     * Connections to the write route go to this server from now on, and those to other servers are cut. The next worker reads the same
     * from the map file.
     *
     * @param writer null: nowhere
     * @return whether that changed anything; false where the configuration has no write route
     */
    public boolean routeWrites(@Nullable String writer) throws IOException {
        boolean moved = socket.send("@1 show map").contains("(" + HaproxyNames.WRITER_MAP + ")") && moveRoute(writer);
        return cutOtherWriters(writer) || moved;
    }

    private boolean moveRoute(@Nullable String writer) throws IOException {
        Optional<String> now = routedTo();
        String entry = HaproxyNames.WRITER_MAP + " " + HaproxyNames.WRITER;
        if (now.equals(Optional.ofNullable(writer))) {
            return false;
        }
        if (writer == null) {
            command("del map " + entry);
        } else {
            command((now.isPresent() ? "set map " : "add map ") + entry + " " + writer);
        }
        return true;
    }

    /** The server that the running map names. */
    private Optional<String> routedTo() throws HaproxyDown {
        Matcher found =
                MAP_VALUE.matcher(socket.send("@1 get map " + HaproxyNames.WRITER_MAP + " " + HaproxyNames.WRITER));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** In every worker: the old ones of a reload keep their connections for as long as their clients do. */
    private boolean cutOtherWriters(@Nullable String writer) throws IOException {
        boolean cut = false;
        for (ServerStatus server : servers()) {
            if (leadsElsewhere(server.key(), writer) && server.sessions() > 0) {
                cutSessions(server.key());
                cut = true;
            }
        }
        for (long worker : processes().old()) {
            cut |= cutOtherWriters("@!" + worker + " ", writer);
        }
        return cut;
    }

    /** One by one: a worker that is stopping refuses to end all of a server's at once. */
    private boolean cutOtherWriters(String worker, @Nullable String writer) throws HaproxyDown {
        boolean cut = false;
        Matcher session = SESSION.matcher(socket.send(worker + "show sess"));
        while (session.find()) {
            if (leadsElsewhere(new ServerKey(session.group(2), session.group(3)), writer)) {
                socket.send(worker + "shutdown session " + session.group(1));
                cut = true;
            }
        }
        return cut;
    }

    private static boolean leadsElsewhere(ServerKey server, @Nullable String writer) {
        return server.backend().equals(HaproxyNames.WRITER_BACKEND)
                && !server.site().equals(writer);
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
