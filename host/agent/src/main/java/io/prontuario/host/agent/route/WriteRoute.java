package io.prontuario.host.agent.route;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.HaproxyDown;
import io.prontuario.host.agent.route.WriterMap.Entry;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.data.DataOrder.Route;
import io.prontuario.host.protocol.data.DataReport.RouteReport;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends connections to the record's database to the writer that the newest order names, and cuts those to other servers. */
public final class WriteRoute {
    private static final Logger LOG = LoggerFactory.getLogger(WriteRoute.class);

    /** Nothing else may be written into a file that HAProxy reads, or into a command to it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private final WriterMap map;
    private final Haproxy haproxy;

    public WriteRoute(WriterMap map, Haproxy haproxy) {
        this.map = map;
        this.haproxy = haproxy;
    }

    /** At the start of the agent: repeats the last order to HAProxy. One that is slow must not keep the agent from starting. */
    public synchronized void restore() throws IOException {
        map.ensure();
        Optional<Entry> last = map.read();
        if (last.isPresent()) {
            try {
                updateHaproxy(last.get().writer());
            } catch (IOException e) {
                LOG.warn("HAProxy was not told where writes go; the next order tells it", e);
            }
        }
    }

    public synchronized AgentAnswer route(Route order) throws IOException {
        Entry wanted = new Entry(order.token(), order.writer());
        if (wanted.writer() != null && !NAME.matcher(wanted.writer()).matches()) {
            return new Refused("writer: '" + wanted.writer() + "' is not the name of a host");
        }
        Optional<Entry> last = map.read();
        FencingToken newest = last.map(Entry::token).orElse(FencingToken.NONE);
        if (wanted.token().olderThan(newest)) {
            return new Stale(newest, "Route " + wanted.token() + " is older than " + newest);
        }
        if (!last.equals(Optional.of(wanted))) {
            // Disk first: a HAProxy that starts in between reads the new writer.
            map.write(wanted);
            LOG.info("writes go to {} ({})", wanted.writer() == null ? "no one" : wanted.writer(), wanted.token());
        }
        return updateHaproxy(wanted.writer());
    }

    /** Null before the first order. */
    public synchronized @Nullable RouteReport report() throws IOException {
        return map.read()
                .map(entry -> new RouteReport(entry.token().epoch(), entry.writer()))
                .orElse(null);
    }

    /** Every time, also when the file has not changed: HAProxy's map may have been changed by hand. */
    private AgentAnswer updateHaproxy(@Nullable String writer) throws IOException {
        try {
            boolean changed = haproxy.routeWrites(writer);
            return changed
                    ? new Applied(Change.RUNTIME, writer == null ? "writes are refused" : "writes go to " + writer)
                    : new Applied(Change.UNCHANGED, "");
        } catch (HaproxyDown e) {
            if (e.listening()) {
                throw e;
            }
            return new Applied(Change.STORED, "HAProxy is not running; it will start with this writer");
        }
    }
}
