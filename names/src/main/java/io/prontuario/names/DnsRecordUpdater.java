package io.prontuario.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Updates the address records of one name: reads them, replaces exactly what it has read, and queries every authoritative
 * server. The update is complete only when every server returns the new records.
 */
public final class DnsRecordUpdater {
    private final DnsProvider provider;
    private final AuthoritativeServers authoritativeServers;

    public DnsRecordUpdater(DnsProvider provider, AuthoritativeServers authoritativeServers) {
        this.provider = provider;
        this.authoritativeServers = authoritativeServers;
    }

    /**
     * The result of an update.
     *
     * @param before the records before the update; empty if the name had none
     * @param written whether the update changed them
     */
    public record Update(Optional<AddressRecords> before, boolean written, Propagation propagation) {}

    /** Whether the authoritative servers return the wanted records. */
    public sealed interface Propagation {
        /** Every server returns them. @param servers the number of servers */
        record Complete(int servers) implements Propagation {}

        /** Some servers do not return them yet. @param servers those servers, each with its answer @param of the number of servers */
        record Incomplete(List<String> servers, int of) implements Propagation {
            public Incomplete {
                servers = List.copyOf(servers);
            }
        }

        /** Another writer changed the records between read and write. Nothing was written; repeat the update. */
        record Conflict() implements Propagation {}
    }

    /**
     * Updates the records once, in a bounded time. Repeating it is harmless.
     *
     * @throws DnsException if the records cannot be read or written
     */
    public Update update(AddressRecords wanted) throws DnsException {
        Optional<AddressRecords> current = provider.records(wanted.name());
        boolean unchanged = current.map(wanted::sameAs).orElse(false);
        if (!unchanged && provider.replace(current, wanted) == DnsProvider.WriteResult.CONFLICT) {
            return new Update(current, false, new Propagation.Conflict());
        }
        return new Update(current, !unchanged, readBack(wanted));
    }

    private Propagation readBack(AddressRecords wanted) throws DnsException {
        List<NameServer> servers = provider.authoritativeServers();
        List<String> pending = new ArrayList<>();
        for (Map.Entry<NameServer, AuthoritativeServers.Answer> answer :
                authoritativeServers.query(servers, wanted.name()).entrySet()) {
            if (answer.getValue() instanceof AuthoritativeServers.Answer.Failed failed) {
                pending.add(answer.getKey() + ": " + failed.reason());
            } else if (answer.getValue() instanceof AuthoritativeServers.Answer.Found found
                    && !found.records().map(wanted::sameAs).orElse(false)) {
                pending.add(answer.getKey() + ": returns "
                        + found.records().map(AddressRecords::inWords).orElse("no record"));
            }
        }
        return pending.isEmpty()
                ? new Propagation.Complete(servers.size())
                : new Propagation.Incomplete(pending, servers.size());
    }
}
