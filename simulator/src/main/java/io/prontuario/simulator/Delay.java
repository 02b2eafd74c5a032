package io.prontuario.simulator;

/**
 * How long packets take between the site and the cloud. On site they take no time worth counting.
 *
 * @param vpnMillis each way
 * @param jitterMillis mean of what comes on top of a round trip (exponential)
 */
public record Delay(long vpnMillis, long jitterMillis) {
    public static final Delay NONE = new Delay(0, 0);

    public Delay {
        if (vpnMillis < 0 || jitterMillis < 0) {
            throw new IllegalArgumentException(
                    "delay: " + Math.min(vpnMillis, jitterMillis) + " ms is negative; give the time a packet takes");
        }
    }
}
