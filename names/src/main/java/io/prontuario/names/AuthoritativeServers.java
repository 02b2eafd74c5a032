package io.prontuario.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Queries authoritative servers directly and in parallel, without recursion and caches. */
public final class AuthoritativeServers {
    private final Duration timeout;

    /** @param timeout the time limit of one query; a query without answer is repeated once */
    public AuthoritativeServers(Duration timeout) {
        this.timeout = timeout;
    }

    /** The answer of one server. */
    public sealed interface Answer {
        /** An authoritative answer; empty if the name has no A records. */
        record Found(Optional<AddressRecords> records) implements Answer {}

        /** No authoritative answer. @param reason why */
        record Failed(String reason) implements Answer {}
    }

    /** The answer of every server, in their order, after at most twice the timeout. */
    public Map<NameServer, Answer> query(List<NameServer> servers, String name) {
        Map<NameServer, CompletableFuture<Answer>> queries = new LinkedHashMap<>();
        for (NameServer server : servers) {
            queries.put(server, query(server, name));
        }
        Map<NameServer, Answer> answers = new LinkedHashMap<>();
        queries.forEach((server, answer) -> answers.put(server, answer.join()));
        return answers;
    }

    private CompletableFuture<Answer> query(NameServer server, String name) {
        InetSocketAddress address = server.address();
        if (address.isUnresolved()) {
            return CompletableFuture.completedFuture(new Answer.Failed("the server's name cannot be resolved"));
        }
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        return resolver.sendAsync(newQuery(name))
                .handle((message, failure) -> failure == null
                        ? CompletableFuture.completedStage(message)
                        : resolver.sendAsync(newQuery(name))) // a datagram can get lost
                .thenCompose(CompletionStage::toCompletableFuture)
                .handle((message, failure) ->
                        failure == null ? read(message, name) : (Answer) new Answer.Failed(why(failure)))
                .toCompletableFuture();
    }

    private static Message newQuery(String name) {
        Message query = Message.newQuery(Record.newRecord(absolute(name), Type.A, DClass.IN));
        query.getHeader().unsetFlag(Flags.RD);
        return query;
    }

    private static Answer read(Message message, String name) {
        int rcode = message.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return new Answer.Failed("it answers " + Rcode.string(rcode));
        }
        if (!message.getHeader().getFlag(Flags.AA)) {
            return new Answer.Failed("its answer is not authoritative");
        }
        return new Answer.Found(records(message, name));
    }

    /** The A records of the name in a message; empty if there are none. */
    public static Optional<AddressRecords> records(Message message, String name) {
        List<String> addresses = new ArrayList<>();
        long ttl = 0;
        for (Record record : message.getSection(Section.ANSWER)) {
            if (record instanceof ARecord a && a.getName().equals(absolute(name))) {
                addresses.add(String.valueOf(a.getAddress().getHostAddress()));
                ttl = a.getTTL();
            }
        }
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new AddressRecords(name, Duration.ofSeconds(ttl), addresses));
    }

    /** The absolute DNS name. @throws IllegalArgumentException if the text is not a DNS name, which validation excludes */
    public static Name absolute(String name) {
        try {
            return Name.fromString(AddressRecords.normal(name), Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not a DNS name", e);
        }
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof IOException ? "no answer (" + cause.getMessage() + ")" : cause.toString();
    }
}
