package io.prontuario.names.rfc2136;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.Authorities;
import io.prontuario.names.NameServer;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import io.prontuario.names.TrafficDirector;
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
 * A zone's primary server, changed by RFC 2136 with the records read before as prerequisite: the server itself refuses a
 * write onto anything else. Questions and updates are signed, over TCP: an update whose answer is lost would have to be
 * guessed at.
 */
public final class DynamicUpdates implements TrafficDirector {
    private final Settings settings;
    private final TSIG tsig;
    private final Name zone;

    /**
     * @param zone without the last dot
     * @param authorities servers to read back from; empty: the zone's own NS records, at port 53
     * @param field of the object these settings come from, for errors
     */
    public record Settings(
            NameServer server, String zone, TsigKey key, List<NameServer> authorities, Duration timeout, String field) {
        public Settings {
            authorities = List.copyOf(authorities);
        }
    }

    /** @throws NamesException when the key cannot be used */
    public DynamicUpdates(Settings settings) throws NamesException {
        this.settings = settings;
        this.tsig = settings.key().tsig(settings.field());
        this.zone = Authorities.absolute(settings.zone());
    }

    @Override
    public Optional<AddressRecords> held(String name) throws NamesException {
        Message answer = ask(Authorities.absolute(name), Type.A);
        for (Record record : answer.getSection(Section.ANSWER)) {
            if (record instanceof CNAMERecord alias) {
                throw problem(
                        Kind.NameOccupied,
                        ".zone",
                        name + " is an alias of " + alias.getTarget() + " there",
                        "delete the CNAME record; this name is kept by the operator");
            }
        }
        return Authorities.records(answer, name);
    }

    @Override
    public Outcome replace(Optional<AddressRecords> expected, AddressRecords wanted) throws NamesException {
        Name name = Authorities.absolute(wanted.name());
        Update update = new Update(zone);
        if (expected.isPresent()) {
            // RFC 2136, 2.4.2: a prerequisite compares addresses, and carries no time to live.
            records(expected.get(), 0).forEach(update::present);
        } else {
            update.absent(name, Type.A);
        }
        update.delete(name, Type.A);
        records(wanted, wanted.ttl().toSeconds()).forEach(update::add);
        Message answer = send(update);
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> Outcome.ACCEPTED;
            case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN -> Outcome.CONFLICT;
            default -> throw refused(answer);
        };
    }

    @Override
    public List<NameServer> authorities() throws NamesException {
        if (!settings.authorities().isEmpty()) {
            return settings.authorities();
        }
        List<NameServer> servers = new ArrayList<>();
        for (Record record : ask(zone, Type.NS).getSection(Section.ANSWER)) {
            if (record instanceof NSRecord ns) {
                servers.add(NameServer.parse(ns.getTarget().toString(true)));
            }
        }
        if (servers.isEmpty()) {
            throw missing("it has no NS records for the zone");
        }
        return servers;
    }

    private Message ask(Name name, int type) throws NamesException {
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        question.getHeader().unsetFlag(Flags.RD);
        Message answer = send(question);
        if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
            throw refused(answer);
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            throw missing("it answers without authority");
        }
        return answer;
    }

    private Message send(Message message) throws NamesException {
        InetSocketAddress address = settings.server().address();
        if (address.isUnresolved()) {
            throw problem(
                    Kind.ServerSilent,
                    ".server",
                    "the name " + settings.server() + " is not known here",
                    "correct server, or write its address");
        }
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTCP(true);
        resolver.setTimeout(settings.timeout());
        resolver.setTSIGKey(tsig);
        Message answer;
        try {
            answer = resolver.send(message);
        } catch (IOException e) {
            throw new NamesException(
                    Kind.ServerSilent,
                    settings.field() + ".server",
                    settings.server() + " did not answer within "
                            + settings.timeout().toMillis() + " ms: " + e.getMessage(),
                    "check that the server runs and that TCP port "
                            + settings.server().port() + " is open from here; tried again by itself",
                    e);
        }
        checkSignature(answer);
        return answer;
    }

    /** An answer that is not signed with the key could be anybody's. */
    private void checkSignature(Message answer) throws NamesException {
        TSIGRecord signature = answer.getTSIG();
        if (signature != null && signature.getError() != Rcode.NOERROR) {
            throw key("the server says " + Rcode.TSIGstring(signature.getError()) + " to key "
                    + settings.key().name());
        }
        if (!answer.isVerified()) {
            throw key("the answer is not signed with key " + settings.key().name());
        }
    }

    private NamesException refused(Message answer) {
        boolean update = answer.getHeader().getOpcode() == Opcode.UPDATE;
        return switch (answer.getRcode()) {
            case Rcode.NOTAUTH, Rcode.NOTZONE -> missing("it is not the zone's primary server");
            case Rcode.REFUSED -> update
                    ? problem(
                            Kind.NotPermitted,
                            ".keyName",
                            settings.server() + " refuses the update to key "
                                    + settings.key().name() + " in zone " + settings.zone(),
                            "let the key change the name there (BIND: update-policy { grant "
                                    + settings.key().name() + " name NAME A; })")
                    : missing("it refuses questions about it");
            default -> problem(
                    Kind.Unexpected,
                    ".server",
                    settings.server() + " answers " + Rcode.string(answer.getRcode()) + " in zone " + settings.zone(),
                    "look into the server's log; tried again by itself");
        };
    }

    private NamesException key(String what) {
        return problem(
                Kind.KeyRefused,
                ".keySecretRef",
                what,
                "compare keyName, algorithm and the Secret with the server's key, and both clocks");
    }

    private NamesException missing(String why) {
        return problem(
                Kind.ZoneMissing,
                ".zone",
                settings.server() + " does not hold zone " + settings.zone() + ": " + why,
                "correct server or zone, or create the zone there");
    }

    private NamesException problem(Kind kind, String field, String message, String remedy) {
        return new NamesException(kind, settings.field() + field, message, remedy);
    }

    private static List<ARecord> records(AddressRecords set, long ttl) {
        Name name = Authorities.absolute(set.name());
        List<ARecord> records = new ArrayList<>();
        for (String address : set.addresses()) {
            try {
                records.add(new ARecord(name, DClass.IN, ttl, Address.getByAddress(address)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("\"" + address + "\" is no IPv4 address", e);
            }
        }
        return records;
    }
}
