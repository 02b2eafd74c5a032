package io.prontuario.pulumi.testing.google;

/** An IPv4 range. */
record Ipv4Range(long first, long last) {
    static Ipv4Range of(String cidr) {
        String[] parts = cidr.split("[./]", -1);
        long address = 0;
        for (int i = 0; i < 4; i++) {
            address = address << 8 | Integer.parseInt(parts[i]);
        }
        return new Ipv4Range(address, address + (1L << 32 - Integer.parseInt(parts[4])) - 1);
    }

    boolean overlaps(Ipv4Range other) {
        return first <= other.last && other.first <= last;
    }
}
