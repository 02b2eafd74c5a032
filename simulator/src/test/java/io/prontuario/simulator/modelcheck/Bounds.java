package io.prontuario.simulator.modelcheck;

/**
 * How far a search goes.
 *
 * @param writes how many writes are tried
 * @param epochs how many epochs are granted
 * @param faults how many things go wrong; repairs are free
 * @param cloud whether the cloud's database may be promoted
 * @param planned whether people ask for switchovers and drills
 */
public record Bounds(int writes, int epochs, int faults, boolean cloud, boolean planned) {
    /**
     * Whether what the cloud's copy holds is chosen when it is promoted, and not shipped bit by bit: it is not read before that,
     * unless a switchover to it may be requested.
     */
    boolean copyIsChosen() {
        return cloud && !planned;
    }
}
