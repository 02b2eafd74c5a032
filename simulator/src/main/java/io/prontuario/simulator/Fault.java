package io.prontuario.simulator;

/**
 * One fault or one person's request, and how long it lasts. Nodes are numbered: hosts from 0, then the edge, then the cloud;
 * for BLIND and CRASH the operator replicas: two on site, then the cloud's.
 *
 * @param at milliseconds from the start
 * @param node where
 * @param other the other end, for cuts; else -1
 * @param length milliseconds until it is over; for a clock jump: how far it jumps
 */
public record Fault(long at, Kind kind, int node, int other, long length) implements Comparable<Fault> {
    /** What can go wrong. */
    public enum Kind {
        /** Silent death: no packet leaves it; it starts again afterwards in a new boot. */
        KILL,
        /** Everything on it stops, then goes on in the same boot. */
        FREEZE,
        /** Its services answer that they are not ready. */
        UNREADY,
        /** No packets between two nodes, either way. */
        CUT,
        /** No packets from node to other. */
        CUT_ONE_WAY,
        /** This operator replica cannot look: every check is Unknown. */
        BLIND,
        /** This operator replica dies and starts again. */
        CRASH,
        /** This node's clock jumps. */
        CLOCK,
        /** Its services answer, each request after a second on average (exponential): some checks time out, some do not. */
        SLOW,
        /** Packets between two nodes arrive, each 400 ms later on average (exponential). */
        DELAY,
        /** Nothing goes wrong: a person asks that this host serve nothing for so long. */
        SWITCHOVER,
        /** The same as a failover test. */
        DRILL,
        /** The host's agent is dead: its database is not polled and takes no order, and goes on as before. */
        AGENT;

        /** Whether it is asked for; nothing breaks by it. */
        public boolean planned() {
            return this == SWITCHOVER || this == DRILL;
        }

        /** Whether something is wrong while it lasts: a clock that jumped is not right again afterwards, and nothing waits for that. */
        boolean lasts() {
            return this != CLOCK && !planned();
        }
    }

    @Override
    public int compareTo(Fault o) {
        int byTime = Long.compare(at, o.at);
        return byTime != 0 ? byTime : toString().compareTo(o.toString());
    }

    /** One line of a schedule file. */
    String line() {
        return at + " " + kind + " " + node + " " + other + " " + length;
    }

    static Fault parse(String line) {
        String[] words = line.trim().split("\\s+");
        if (words.length != 5) {
            throw new IllegalArgumentException(
                    "schedule: \"" + line + "\" is not a fault; write: millis KIND node other length");
        }
        try {
            return new Fault(
                    Long.parseLong(words[0]),
                    Kind.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Long.parseLong(words[4]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("schedule: \"" + line + "\": " + e.getMessage(), e);
        }
    }
}
