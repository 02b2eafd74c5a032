package io.prontuario.testbed.peer;

/**
 * How a fault went.
 *
 * @param refused whether writes stood still until what had failed returned
 * @param note for people; empty if there is nothing to add
 */
record Played(boolean refused, String note) {
    static final Played WENT_ON = new Played(false, "");

    static Played refused(String note) {
        return new Played(true, note);
    }

    /** @param more empty to leave it as it is */
    Played and(String more) {
        return more.isEmpty() ? this : new Played(refused, note.isEmpty() ? more : note + "; " + more);
    }
}
