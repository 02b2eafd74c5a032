package io.prontuario.names.clouddns;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.services.dns.Dns;
import com.google.api.services.dns.model.Change;
import com.google.api.services.dns.model.ManagedZone;
import com.google.api.services.dns.model.ResourceRecordSet;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import io.prontuario.names.DnsProvider;
import io.prontuario.names.NameServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A managed zone of Cloud DNS. A change lists the records that it deletes; the API refuses the whole change if they differ.
 * This is its compare-and-set, because changes have no etag.
 */
public final class CloudDnsProvider implements DnsProvider {
    private static final String TYPE = "A";

    private final CloudDnsSettings settings;
    private final CloudDnsErrors errors;
    private final Dns client;
    private volatile @Nullable ManagedZone zone;

    /** @throws DnsException if the credentials cannot be used */
    public CloudDnsProvider(CloudDnsSettings settings) throws DnsException {
        this(settings, CloudDnsClientFactory.connect(settings));
    }

    /** @param identity adds the credentials to requests */
    CloudDnsProvider(CloudDnsSettings settings, HttpRequestInitializer identity) {
        this(settings, CloudDnsClientFactory.connect(settings, identity));
    }

    private CloudDnsProvider(CloudDnsSettings settings, Dns client) {
        this.settings = settings;
        this.client = client;
        this.errors = new CloudDnsErrors(settings);
    }

    @Override
    public Optional<AddressRecords> records(String name) throws DnsException {
        zone(); // the API's answers for a missing zone and a missing record are the same
        List<ResourceRecordSet> sets;
        try {
            sets = client.resourceRecordSets()
                    .list(settings.project(), settings.zone())
                    .setName(absolute(name))
                    .execute()
                    .getRrsets();
        } catch (IOException e) {
            throw failed(e);
        }
        Optional<AddressRecords> current = Optional.empty();
        for (ResourceRecordSet set : sets == null ? List.<ResourceRecordSet>of() : sets) {
            if ("CNAME".equals(set.getType()) || TYPE.equals(set.getType()) && set.getRoutingPolicy() != null) {
                throw new DnsException(
                        Kind.NameOccupied,
                        settings.field(),
                        name + (set.getRoutingPolicy() == null ? " is an alias" : " has a routing policy") + " in zone "
                                + settings.zone(),
                        "delete that record set; the operator manages this name");
            }
            if (TYPE.equals(set.getType())) {
                current = Optional.of(new AddressRecords(name, Duration.ofSeconds(set.getTtl()), set.getRrdatas()));
            }
        }
        return current;
    }

    @Override
    public WriteResult replace(Optional<AddressRecords> expected, AddressRecords wanted) throws DnsException {
        Change change = new Change().setAdditions(List.of(set(wanted)));
        expected.ifPresent(records -> change.setDeletions(List.of(set(records))));
        try {
            client.changes().create(settings.project(), settings.zone(), change).execute();
            return WriteResult.ACCEPTED;
        } catch (IOException e) {
            if (CloudDnsErrors.isConflict(e, expected.isPresent())) {
                return WriteResult.CONFLICT;
            }
            throw failed(e);
        }
    }

    @Override
    public List<NameServer> authoritativeServers() throws DnsException {
        if (!settings.authoritativeServers().isEmpty()) {
            return settings.authoritativeServers();
        }
        List<String> servers = zone().getNameServers();
        if (servers == null || servers.isEmpty()) {
            throw new DnsException(
                    Kind.ZoneMissing,
                    settings.field(),
                    "zone " + settings.zone() + " has no name servers, because it is private",
                    "set spec.cloud.zone to a public zone, or set nameServers");
        }
        return servers.stream().map(NameServer::parse).toList();
    }

    private ManagedZone zone() throws DnsException {
        ManagedZone known = zone;
        if (known == null) {
            try {
                known = client.managedZones()
                        .get(settings.project(), settings.zone())
                        .execute();
                zone = known;
            } catch (IOException e) {
                throw failed(e);
            }
        }
        return known;
    }

    private DnsException failed(IOException e) {
        DnsException problem = errors.of(e);
        if (problem.kind() == Kind.ZoneMissing) {
            zone = null;
        }
        return problem;
    }

    private static ResourceRecordSet set(AddressRecords records) {
        return new ResourceRecordSet()
                .setName(absolute(records.name()))
                .setType(TYPE)
                .setTtl((int) records.ttl().toSeconds())
                .setRrdatas(records.addresses());
    }

    private static String absolute(String name) {
        return AddressRecords.normal(name) + ".";
    }
}
