package io.prontuario.names;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The A records of a name.
 *
 * @param name fully qualified, in lower case, without the final dot
 * @param ttl in whole seconds
 * @param addresses IPv4 addresses in the order of the server
 */
public record AddressRecords(String name, Duration ttl, List<String> addresses) {
    public AddressRecords {
        name = normal(name);
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("an address record set needs at least one address");
        }
    }

    /** The name in lower case without the final dot. */
    public static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Whether name, TTL and addresses are equal, whatever the order of the addresses. */
    public boolean sameAs(AddressRecords other) {
        return name.equals(other.name)
                && ttl.equals(other.ttl)
                && Set.copyOf(addresses).equals(Set.copyOf(other.addresses));
    }

    /** For messages: {@code 203.0.113.10 for 20 s}. */
    public String inWords() {
        return String.join(", ", addresses) + " for " + ttl.toSeconds() + " s";
    }
}
