package io.prontuario.testbed.peer;

/** The packet filter that cuts one service between two machines, both ways, without a RST. Pure. */
final class CutTable {
    private static final String TABLE = "table inet peer_cut";

    private CutTable() {}

    /** Naming the table first makes deleting it valid whether or not it exists. */
    static String none() {
        return TABLE + "\ndelete " + TABLE + "\n";
    }

    /** @param other address or network; a container's packets pass through without an output of the machine itself */
    static String render(String other, int port) {
        return none()
                + """
                %1$s {
                  chain from {
                    type filter hook prerouting priority -400;
                    ip saddr %2$s tcp dport %3$d drop
                    ip saddr %2$s tcp sport %3$d drop
                    ip daddr %2$s tcp dport %3$d drop
                    ip daddr %2$s tcp sport %3$d drop
                  }
                  chain to {
                    type filter hook output priority -400;
                    ip daddr %2$s tcp dport %3$d drop
                    ip daddr %2$s tcp sport %3$d drop
                  }
                }
                """
                        .formatted(TABLE, other, port);
    }
}
