package io.prontuario.names;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The A records of a name.
 *
 * @param name absolute, in lower case, without the last dot
 * @param ttl in whole seconds
 * @param addresses IPv4, in the order the server gave
 */
public record AddressRecords(String name, Duration ttl, List<String> addresses) {
    public AddressRecords {
        name = normal(name);
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a record set without addresses is no record set");
        }
    }

    /** A name as records carry it here. */
    public static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The same name, time to live and addresses; the order of addresses is the server's whim. */
    public boolean sameAs(AddressRecords other) {
        return name.equals(other.name)
                && ttl.equals(other.ttl)
                && Set.copyOf(addresses).equals(Set.copyOf(other.addresses));
    }

    /** For people: {@code 203.0.113.10 for 20 s}. */
    public String inWords() {
        return String.join(", ", addresses) + " for " + ttl.toSeconds() + " s";
    }
}
