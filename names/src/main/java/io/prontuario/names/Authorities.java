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

/** Asks every authoritative server itself, at the same time, without recursion and without any cache between. */
public final class Authorities {
    private final Duration timeout;

    /** @param timeout for one question; two are put to a server that is silent */
    public Authorities(Duration timeout) {
        this.timeout = timeout;
    }

    /** What one server said. */
    public sealed interface Answer {
        /** With authority; empty when the name has no such records. */
        record Says(Optional<AddressRecords> records) implements Answer {}

        /** No answer, or none with authority. */
        record Silent(String why) implements Answer {}
    }

    /** One answer of every server, in their order; in at most twice the timeout. */
    public Map<NameServer, Answer> ask(List<NameServer> servers, String name) {
        Map<NameServer, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
        for (NameServer server : servers) {
            asked.put(server, ask(server, name));
        }
        Map<NameServer, Answer> answers = new LinkedHashMap<>();
        asked.forEach((server, answer) -> answers.put(server, answer.join()));
        return answers;
    }

    private CompletableFuture<Answer> ask(NameServer server, String name) {
        InetSocketAddress address = server.address();
        if (address.isUnresolved()) {
            return CompletableFuture.completedFuture(new Answer.Silent("its name is not known here"));
        }
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        Message question = question(name);
        return resolver.sendAsync(question)
                .handle((message, silent) -> silent == null
                        ? CompletableFuture.completedStage(message)
                        : resolver.sendAsync(question(name))) // a lost datagram is not a silent server
                .thenCompose(CompletionStage::toCompletableFuture)
                .handle((message, silent) ->
                        silent == null ? read(message, name) : (Answer) new Answer.Silent(why(silent)))
                .toCompletableFuture();
    }

    private static Message question(String name) {
        Message question = Message.newQuery(Record.newRecord(absolute(name), Type.A, DClass.IN));
        question.getHeader().unsetFlag(Flags.RD);
        return question;
    }

    private static Answer read(Message message, String name) {
        int rcode = message.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return new Answer.Silent("it answers " + Rcode.string(rcode));
        }
        if (!message.getHeader().getFlag(Flags.AA)) {
            return new Answer.Silent("it answers without authority");
        }
        return new Answer.Says(records(message, name));
    }

    /** The A records of the answer, as they stand under this name. */
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

    /** @throws IllegalArgumentException when it is no DNS name; the object's validation lets none such through */
    public static Name absolute(String name) {
        try {
            return Name.fromString(AddressRecords.normal(name), Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("\"" + name + "\" is no DNS name", e);
        }
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof IOException ? "no answer (" + cause.getMessage() + ")" : cause.toString();
    }
}
