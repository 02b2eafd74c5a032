package io.prontuario.pulumi.gcp.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 range.
 *
 * @param network the first address, as an unsigned 32-bit number
 * @param prefix the prefix length in bits, 0 to 32
 */
public record Cidr(long network, int prefix) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** Parses {@code a.b.c.d/n}; empty if the text is malformed or host bits are set. */
    public static Optional<Cidr> parse(String text) {
        var m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(m.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        int bits = Integer.parseInt(m.group(5));
        if (bits > 32 || (address & (size(bits) - 1)) != 0) {
            return Optional.empty();
        }
        return Optional.of(new Cidr(address, bits));
    }

    private static long size(int prefix) {
        return 1L << (32 - prefix);
    }

    /** The number of addresses in the range. */
    public long size() {
        return size(prefix);
    }

    /** Whether the ranges have an address in common. */
    public boolean overlaps(Cidr other) {
        return network < other.network + other.size() && other.network < network + size();
    }

    /** Whether the range is private (RFC 1918) or shared (RFC 6598) address space. */
    public boolean isPrivate() {
        return within(0x0A000000L, 8) || within(0xAC100000L, 12) || within(0xC0A80000L, 16) || within(0x64400000L, 10);
    }

    private boolean within(long start, int bits) {
        return prefix >= bits && network >= start && network < start + size(bits);
    }

    /** The first address in dotted notation. */
    public String address() {
        return "%d.%d.%d.%d".formatted(network >> 24 & 255, network >> 16 & 255, network >> 8 & 255, network & 255);
    }

    @Override
    public String toString() {
        return address() + "/" + prefix;
    }
}
