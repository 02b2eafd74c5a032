package io.prontuario.continuity.model;

/**
 * What became of the newest request on the object. A request is carried out or refused once: its id is on record, so that an operator
 * that restarts does not begin it again.
 *
 * @param reason in a sentence; a refusal names what a person can do
 */
public record HandledRequest(String id, Outcome outcome, String reason) {
    private static final HandledRequest NONE = new HandledRequest("", Outcome.CARRIED_OUT, "");

    /** How far a request is. */
    public enum Outcome {
        /** It was accepted and has not come to its end. */
        UNDERWAY,
        CARRIED_OUT,
        /** Nothing was changed. */
        REFUSED,
        /** It was begun and came to another end than the one that was asked for. */
        FAILED
    }

    /** None was ever made. */
    public static HandledRequest none() {
        return NONE;
    }

    public static HandledRequest refused(String id, String reason) {
        return new HandledRequest(id, Outcome.REFUSED, reason);
    }

    public static HandledRequest underway(String id, String reason) {
        return new HandledRequest(id, Outcome.UNDERWAY, reason);
    }

    public static HandledRequest carriedOut(String id, String reason) {
        return new HandledRequest(id, Outcome.CARRIED_OUT, reason);
    }

    public static HandledRequest failed(String id, String reason) {
        return new HandledRequest(id, Outcome.FAILED, reason);
    }

    public boolean is(String requestId) {
        return id.equals(requestId);
    }

    public boolean isUnderway() {
        return outcome == Outcome.UNDERWAY;
    }

    /** Whether it was begun: it was not refused. */
    public boolean begun() {
        return !id.isEmpty() && outcome != Outcome.REFUSED;
    }
}
