package io.prontuario.cli.demo;

/** The faults the demo orders. Each returns when the fault has been carried out. */
public interface Faults {
    /** The host dies without a word: no RST, no FIN. */
    void kill(String host);

    /** The host starts again, with a new boot id. */
    void revive(String host);

    /** No packet passes between the two. */
    void cut(String a, String b);

    /**
     * The preferred box takes the virtual address again, if it does not hold it. Open connections do not survive the move.
     *
     * @return which box held it before
     */
    String handAddressBack(String preferred);

    /** Ends every cut. */
    void heal();
}
