package io.prontuario.testbed.load;

import io.prontuario.testbed.load.ApiReply.Answer;
import java.util.Set;

/** What an answer to a write says about it. */
enum Refusal {
    /** It was applied. */
    NONE,
    /** It was not, and this site does not offer it now. */
    NOT_OFFERED,
    /** It was not, and repeating it does not help. */
    FINAL,
    /** It was not; later it may be. */
    LATER,
    /** The answer does not tell. */
    DOUBTFUL;

    private static final Set<String> NOT_HERE = Set.of("no-seat", "not-in-profile", "documents-unavailable");

    static Refusal of(Answer answer) {
        if (answer.successful() || answer.problem().equals("alert-undelivered")) {
            // An alert that no channel has taken yet is stored, and says so.
            return NONE;
        }
        if (NOT_HERE.contains(answer.problem())) {
            return NOT_OFFERED;
        }
        if (answer.status() == 429) {
            return LATER;
        }
        return answer.status() < 500 ? FINAL : DOUBTFUL;
    }
}
