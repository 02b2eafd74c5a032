package io.prontuario.simulator;

/**
 * Loss of single packets on every link, each direction apart.
 *
 * @param probability share of packets lost, 0 to below 1
 * @param burstMillis mean length of a burst in which everything is lost; 0: packets are lost independently
 */
public record Loss(double probability, long burstMillis) {
    public static final Loss NONE = new Loss(0, 0);

    public Loss {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "loss: " + probability + " is not a share of packets; give 0 to below 1, for example 0.01");
        }
        if (burstMillis < 0) {
            throw new IllegalArgumentException(
                    "burst: " + burstMillis + " ms is negative; give the mean length of a burst");
        }
    }

    public static Loss independent(double probability) {
        return new Loss(probability, 0);
    }

    public static Loss bursty(double probability, long burstMillis) {
        return new Loss(probability, burstMillis);
    }
}
