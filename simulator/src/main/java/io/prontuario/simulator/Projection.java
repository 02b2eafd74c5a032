package io.prontuario.simulator;

/**
 * What the cloud knows of the record: the emergency projection, shipped from the outbox of the host that serves. What is newer
 * than the last batch that arrived is not seen in the emergency profile.
 */
final class Projection {
    private static final long EVERY = 1000;

    private long shippedUpTo;
    private long lastWrite;
    private long lastTry = -EVERY;

    /** A client's write was acknowledged on site at {@code now}; from time to time a batch leaves for the cloud. */
    void written(World world, int host, long now) {
        lastWrite = now;
        if (now - lastTry >= EVERY) {
            lastTry = now;
            if (world.machines.runs(world.nodes.cloud())
                    && world.network.roundTrip(host, world.nodes.cloud(), now) != Network.LOST) {
                shippedUpTo = now;
            }
        }
    }

    /** How much of what was acknowledged the cloud has not seen, in milliseconds of writing. */
    long behind() {
        return lastWrite - shippedUpTo;
    }
}
