package io.prontuario.pulumi.testing.google;

/** An IPv4 range, as the double compares them. */
record Ipv4(long first, long last) {
    static Ipv4 of(String cidr) {
        String[] parts = cidr.split("[./]", -1);
        long address = 0;
        for (int i = 0; i < 4; i++) {
            address = address << 8 | Integer.parseInt(parts[i]);
        }
        return new Ipv4(address, address + (1L << 32 - Integer.parseInt(parts[4])) - 1);
    }

    boolean overlaps(Ipv4 other) {
        return first <= other.last && other.first <= last;
    }
}
