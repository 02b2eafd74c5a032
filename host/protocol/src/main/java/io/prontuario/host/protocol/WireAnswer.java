package io.prontuario.host.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentAnswer.Unreachable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an answer to an order.
 *
 * @param applied unchanged, runtime, reload or stored; on success only
 * @param reason StaleGeneration or Refused; on refusal only
 * @param newest the newest token that the agent has accepted; with StaleGeneration only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireAnswer(
        @Nullable String applied, @Nullable String reason, @Nullable String message, @Nullable FencingToken newest) {
    private static final String STALE = "StaleGeneration";
    private static final String REFUSED = "Refused";

    public static WireAnswer of(AgentAnswer answer) {
        if (answer instanceof Applied a) {
            return new WireAnswer(a.change().name().toLowerCase(Locale.ROOT), null, a.message(), null);
        }
        if (answer instanceof Stale s) {
            return new WireAnswer(null, STALE, s.message(), s.newest());
        }
        if (answer instanceof Refused r) {
            return new WireAnswer(null, REFUSED, r.message(), null);
        }
        throw new IllegalArgumentException("An agent does not answer " + answer);
    }

    public static int status(AgentAnswer answer) {
        if (answer instanceof Applied) {
            return 200;
        }
        return answer instanceof Stale ? 409 : 422;
    }

    /** The answer that a client reads from it. */
    public AgentAnswer toAnswer(int status) {
        String said = message == null ? "" : message;
        if (status == 200 && applied != null) {
            return new Applied(Change.valueOf(applied.toUpperCase(Locale.ROOT)), said);
        }
        if (STALE.equals(reason) && newest != null) {
            return new Stale(newest, said);
        }
        if (REFUSED.equals(reason)) {
            return new Refused(said);
        }
        return new Unreachable("The agent answered " + status + ": " + said);
    }
}
