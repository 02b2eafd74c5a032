package io.prontuario.testbed.load;

import org.jspecify.annotations.Nullable;

/** How one GET ended, as its client saw it. */
public sealed interface ReadResult {
    /**
     * The right record came back.
     *
     * @param site the site that answered, from its header
     * @param profile full or emergency
     * @param reduced whether the answer is marked as the reduced record of the emergency profile
     */
    record Answered(String site, String profile, boolean reduced) implements ReadResult {}

    /** @param detail one line for people; carries no record data */
    record Failed(FailureKind kind, @Nullable String detail) implements ReadResult {}

    /** Why a GET failed. */
    enum FailureKind {
        /** Never sent: as many requests were under way as this client allows itself. */
        UNSENT,
        /** The address refused the connection (RST to a SYN). */
        REFUSED,
        /** No route, or the connection could not be opened for another reason than refusal and silence. */
        UNREACHABLE,
        /** Nothing within the client's time limit. */
        TIMEOUT,
        /** The connection broke (RST, FIN, TLS alert) before the answer was complete. */
        BROKEN,
        /** An HTTP status other than 200. */
        STATUS,
        /** 200 with another record, a wrong checksum, or an emergency answer that is not marked as reduced. */
        WRONG
    }
}
