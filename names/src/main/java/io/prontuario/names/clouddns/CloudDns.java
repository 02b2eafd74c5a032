package io.prontuario.names.clouddns;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.services.dns.Dns;
import com.google.api.services.dns.model.Change;
import com.google.api.services.dns.model.ManagedZone;
import com.google.api.services.dns.model.ResourceRecordSet;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.NameServer;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import io.prontuario.names.TrafficDirector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A managed zone of Cloud DNS. A change names the records it deletes, exactly, and is refused as a whole when they are not
 * there: that is the API's compare-and-set (changes take no etag).
 */
public final class CloudDns implements TrafficDirector {
    private static final String TYPE = "A";

    private final CloudDnsSettings settings;
    private final CloudDnsErrors errors;
    private final Dns client;
    private volatile @Nullable ManagedZone zone;

    /** @throws NamesException when the credentials cannot be used */
    public CloudDns(CloudDnsSettings settings) throws NamesException {
        this(settings, CloudDnsClients.connect(settings));
    }

    /** @param identity signs requests */
    CloudDns(CloudDnsSettings settings, HttpRequestInitializer identity) {
        this(settings, CloudDnsClients.connect(settings, identity));
    }

    private CloudDns(CloudDnsSettings settings, Dns client) {
        this.settings = settings;
        this.client = client;
        this.errors = new CloudDnsErrors(settings);
    }

    @Override
    public Optional<AddressRecords> held(String name) throws NamesException {
        zone(); // a missing zone and a missing record answer alike
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
        Optional<AddressRecords> held = Optional.empty();
        for (ResourceRecordSet set : sets == null ? List.<ResourceRecordSet>of() : sets) {
            if ("CNAME".equals(set.getType()) || TYPE.equals(set.getType()) && set.getRoutingPolicy() != null) {
                throw new NamesException(
                        Kind.NameOccupied,
                        settings.field(),
                        name + (set.getRoutingPolicy() == null ? " is an alias" : " has a routing policy") + " in zone "
                                + settings.zone(),
                        "delete that record set; this name is kept by the operator");
            }
            if (TYPE.equals(set.getType())) {
                held = Optional.of(new AddressRecords(name, Duration.ofSeconds(set.getTtl()), set.getRrdatas()));
            }
        }
        return held;
    }

    @Override
    public Outcome replace(Optional<AddressRecords> expected, AddressRecords wanted) throws NamesException {
        Change change = new Change().setAdditions(List.of(set(wanted)));
        expected.ifPresent(records -> change.setDeletions(List.of(set(records))));
        try {
            client.changes().create(settings.project(), settings.zone(), change).execute();
            return Outcome.ACCEPTED;
        } catch (IOException e) {
            if (CloudDnsErrors.isConflict(e, expected.isPresent())) {
                return Outcome.CONFLICT;
            }
            throw failed(e);
        }
    }

    @Override
    public List<NameServer> authorities() throws NamesException {
        if (!settings.authorities().isEmpty()) {
            return settings.authorities();
        }
        List<String> servers = zone().getNameServers();
        if (servers == null || servers.isEmpty()) {
            throw new NamesException(
                    Kind.ZoneMissing,
                    settings.field(),
                    "zone " + settings.zone() + " has no name servers: it is private",
                    "name a public zone in spec.cloud.zone, or list nameServers");
        }
        return servers.stream().map(NameServer::parse).toList();
    }

    private ManagedZone zone() throws NamesException {
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

    private NamesException failed(IOException e) {
        NamesException problem = errors.of(e);
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
