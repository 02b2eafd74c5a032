package io.prontuario.names.rfc2136;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.AuthoritativeServers;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import io.prontuario.names.DnsProvider;
import io.prontuario.names.NameServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * The primary server of a zone, updated by RFC 2136. The records that were read before are the prerequisite of an update, so
 * the server refuses it if they have changed. Queries and updates are signed and use TCP, so that no answer gets lost.
 */
public final class Rfc2136Provider implements DnsProvider {
    private final Settings settings;
    private final TSIG tsig;
    private final Name zone;

    /**
     * @param zone without the final dot
     * @param authoritativeServers servers to query; empty means those of the zone's NS records, on port 53
     * @param field the field of the object that these settings come from, for errors
     */
    public record Settings(
            NameServer server,
            String zone,
            TsigKey key,
            List<NameServer> authoritativeServers,
            Duration timeout,
            String field) {
        public Settings {
            authoritativeServers = List.copyOf(authoritativeServers);
        }
    }

    /** @throws DnsException if the key cannot be used */
    public Rfc2136Provider(Settings settings) throws DnsException {
        this.settings = settings;
        this.tsig = settings.key().tsig(settings.field());
        this.zone = AuthoritativeServers.absolute(settings.zone());
    }

    @Override
    public Optional<AddressRecords> records(String name) throws DnsException {
        Message answer = query(AuthoritativeServers.absolute(name), Type.A);
        for (Record record : answer.getSection(Section.ANSWER)) {
            if (record instanceof CNAMERecord alias) {
                throw problem(
                        Kind.NameOccupied,
                        ".zone",
                        name + " is an alias of " + alias.getTarget() + " there",
                        "delete the CNAME record; the operator manages this name");
            }
        }
        return AuthoritativeServers.records(answer, name);
    }

    @Override
    public WriteResult replace(Optional<AddressRecords> expected, AddressRecords wanted) throws DnsException {
        Name name = AuthoritativeServers.absolute(wanted.name());
        Update update = new Update(zone);
        if (expected.isPresent()) {
            // RFC 2136, section 2.4.2: a prerequisite compares addresses and has TTL 0.
            records(expected.get(), 0).forEach(update::present);
        } else {
            update.absent(name, Type.A);
        }
        update.delete(name, Type.A);
        records(wanted, wanted.ttl().toSeconds()).forEach(update::add);
        Message answer = send(update);
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> WriteResult.ACCEPTED;
            case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN -> WriteResult.CONFLICT;
            default -> throw refused(answer);
        };
    }

    @Override
    public List<NameServer> authoritativeServers() throws DnsException {
        if (!settings.authoritativeServers().isEmpty()) {
            return settings.authoritativeServers();
        }
        List<NameServer> servers = new ArrayList<>();
        for (Record record : query(zone, Type.NS).getSection(Section.ANSWER)) {
            if (record instanceof NSRecord ns) {
                servers.add(NameServer.parse(ns.getTarget().toString(true)));
            }
        }
        if (servers.isEmpty()) {
            throw missing("it has no NS records for the zone");
        }
        return servers;
    }

    private Message query(Name name, int type) throws DnsException {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().unsetFlag(Flags.RD);
        Message answer = send(query);
        if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
            throw refused(answer);
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            throw missing("its answer is not authoritative");
        }
        return answer;
    }

    private Message send(Message message) throws DnsException {
        InetSocketAddress address = settings.server().address();
        if (address.isUnresolved()) {
            throw problem(
                    Kind.ServerSilent,
                    ".server",
                    "the name " + settings.server() + " cannot be resolved",
                    "correct server, or use its IP address");
        }
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTCP(true);
        resolver.setTimeout(settings.timeout());
        resolver.setTSIGKey(tsig);
        Message answer;
        try {
            answer = resolver.send(message);
        } catch (IOException e) {
            throw new DnsException(
                    Kind.ServerSilent,
                    settings.field() + ".server",
                    settings.server() + " did not answer within "
                            + settings.timeout().toMillis() + " ms: " + e.getMessage(),
                    "check that the server runs and that TCP port "
                            + settings.server().port() + " is open; retried automatically",
                    e);
        }
        checkSignature(answer);
        return answer;
    }

    /** An answer that is not signed with the key could be forged. */
    private void checkSignature(Message answer) throws DnsException {
        TSIGRecord signature = answer.getTSIG();
        if (signature != null && signature.getError() != Rcode.NOERROR) {
            throw key("the server answers " + Rcode.TSIGstring(signature.getError()) + " to key "
                    + settings.key().name());
        }
        if (!answer.isVerified()) {
            throw key("the answer is not signed with key " + settings.key().name());
        }
    }

    private DnsException refused(Message answer) {
        boolean update = answer.getHeader().getOpcode() == Opcode.UPDATE;
        return switch (answer.getRcode()) {
            case Rcode.NOTAUTH, Rcode.NOTZONE -> missing("it is not the zone's primary server");
            case Rcode.REFUSED -> update
                    ? problem(
                            Kind.NotPermitted,
                            ".keyName",
                            settings.server() + " refuses the update to key "
                                    + settings.key().name() + " in zone " + settings.zone(),
                            "allow the key to change the name (BIND: update-policy { grant "
                                    + settings.key().name() + " name NAME A; })")
                    : missing("it refuses queries for it");
            default -> problem(
                    Kind.Unexpected,
                    ".server",
                    settings.server() + " answers " + Rcode.string(answer.getRcode()) + " in zone " + settings.zone(),
                    "read the server's log; retried automatically");
        };
    }

    private DnsException key(String what) {
        return problem(
                Kind.KeyRefused,
                ".keySecretRef",
                what,
                "compare keyName, algorithm and the Secret with the server's key, and the clocks of both machines");
    }

    private DnsException missing(String why) {
        return problem(
                Kind.ZoneMissing,
                ".zone",
                settings.server() + " does not have zone " + settings.zone() + ": " + why,
                "correct server or zone, or create the zone on the server");
    }

    private DnsException problem(Kind kind, String field, String message, String remedy) {
        return new DnsException(kind, settings.field() + field, message, remedy);
    }

    private static List<ARecord> records(AddressRecords set, long ttl) {
        Name name = AuthoritativeServers.absolute(set.name());
        List<ARecord> records = new ArrayList<>();
        for (String address : set.addresses()) {
            try {
                records.add(new ARecord(name, DClass.IN, ttl, Address.getByAddress(address)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("\"" + address + "\" is not an IPv4 address", e);
            }
        }
        return records;
    }
}
