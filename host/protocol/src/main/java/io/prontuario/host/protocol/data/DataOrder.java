package io.prontuario.host.protocol.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.prontuario.continuity.model.FencingToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An order about the record's writer. An agent makes it durable before it answers, and refuses one that is older than the newest that
 * it has accepted; an order may come late, twice or never. {@code term} is the leader's, {@code epoch} that of the write authority's
 * action. What an order needs and takes time for (a base copy) goes on after the answer: the report tells how far it is.
 */
public sealed interface DataOrder {
    long term();

    long epoch();

    /** The path that takes this order. */
    @JsonIgnore
    String path();

    @JsonIgnore
    default FencingToken token() {
        return new FencingToken(term(), epoch(), 0);
    }

    /**
     * Accept writes in this epoch, each acknowledged when {@code synchronous} has it. Valid for one start of the database.
     *
     * @param boot the start that it is valid for, as reported
     * @param members every box that may follow, by the name in its certificate: each may connect, and is given a replication slot (with
     *     underscores in place of hyphens). The slot {@code witness} is there without being named
     */
    record Promote(long term, long epoch, SynchronousSet synchronous, long boot, List<String> members)
            implements DataOrder {
        public static final String PATH = "/v1/data/promote";

        public Promote {
            members = List.copyOf(members);
        }

        @Override
        public String path() {
            return PATH;
        }
    }

    /** Be a copy of this writer: a standby on a host, the WAL receiver on the edge. */
    record Follow(long term, long epoch, Source writer) implements DataOrder {
        public static final String PATH = "/v1/data/follow";

        @Override
        public String path() {
            return PATH;
        }
    }

    /** Record durably that nothing below {@code epoch} is accepted any more, and end the stream before answering. */
    record Fence(long term, long epoch) implements DataOrder {
        public static final String PATH = "/v1/data/fence";

        @Override
        public String path() {
            return PATH;
        }
    }

    /** Record durably that {@code epoch} is over on this host, and stop accepting writes. */
    record Demote(long term, long epoch) implements DataOrder {
        public static final String PATH = "/v1/data/demote";

        @Override
        public String path() {
            return PATH;
        }
    }

    /** Fetch the WAL that these have beyond this host's. {@code epoch} is the one to come. */
    record CatchUp(long term, long epoch, @Nullable Source witness, @Nullable Source demotedWriter)
            implements DataOrder {
        public static final String PATH = "/v1/data/catch-up";

        @Override
        public String path() {
            return PATH;
        }
    }

    /** Send writes that reach this box's front door to the writer of this epoch; null: nowhere. Connections to another one are cut. */
    record Route(long term, long epoch, @Nullable String writer) implements DataOrder {
        public static final String PATH = "/v1/data/route";

        @Override
        public String path() {
            return PATH;
        }
    }

    /**
     * On the writer: that this database exists, owned by this role, which logs in with this password and runs with these settings.
     *
     * @param settings PostgreSQL's run-time parameters of the role, for example {@code lock_timeout}
     */
    record Owner(long term, long epoch, String database, String role, String password, Map<String, String> settings)
            implements DataOrder {
        public static final String PATH = "/v1/data/owner";

        public Owner {
            settings = Map.copyOf(settings);
        }

        @Override
        public String path() {
            return PATH;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Owner[epoch=" + epoch + ", database=" + database + ", role=" + role + ", settings="
                    + new TreeMap<>(settings) + "]";
        }
    }

    /**
     * Where a box's database and agent are.
     *
     * @param name of the box, also its replication slot and {@code application_name}
     * @param address of the box
     * @param port of its database; 0 for the witness
     * @param agentPort of its agent
     */
    record Source(String name, String address, int port, int agentPort) {
        /** @throws IllegalArgumentException when the address cannot be one */
        public URI agent() {
            return URI.create("https://" + host() + ":" + agentPort);
        }

        /** The address as it is in a URI: an IPv6 address in brackets. */
        public String host() {
            return address.contains(":") ? "[" + address + "]" : address;
        }
    }

    /** PostgreSQL's {@code ANY required (members)}; waits for none when {@code required} is 0. */
    record SynchronousSet(long version, List<String> members, int required) {
        public SynchronousSet {
            members = List.copyOf(members);
        }
    }
}
