package io.prontuario.names;

import java.util.List;
import java.util.Optional;

/** A DNS service that stores the address records of a name. Every call has a time limit of a few seconds. */
public interface DnsProvider {
    /** The result of a write. */
    enum WriteResult {
        /** The service has accepted the write; its authoritative servers may follow later. */
        ACCEPTED,
        /** The records are not the expected ones, because another writer has changed them. Nothing was written. */
        CONFLICT
    }

    /**
     * The records as the service stores them; empty if the name has none.
     *
     * @throws DnsException if they cannot be read; the exception names the field to correct
     */
    Optional<AddressRecords> records(String name) throws DnsException;

    /**
     * Replaces exactly {@code expected} with {@code wanted}, or changes nothing.
     *
     * @param expected as {@link #records} returned
     * @throws DnsException if the write was refused, or if its result is unknown
     */
    WriteResult replace(Optional<AddressRecords> expected, AddressRecords wanted) throws DnsException;

    /**
     * The authoritative servers that clients can query.
     *
     * @throws DnsException if they cannot be determined
     */
    List<NameServer> authoritativeServers() throws DnsException;
}
