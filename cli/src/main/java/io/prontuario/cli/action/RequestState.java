package io.prontuario.cli.action;

import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request.Verb;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.HandledRequest;
import io.prontuario.crds.v1alpha1.PlatformStatus.RequestOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a request is, by the platform's status.
 *
 * @param phase {@link Phase#WAITING} while no operator has handled it
 * @param reason in a sentence
 */
public record RequestState(Phase phase, String reason) {
    /** How far a request is. */
    public enum Phase {
        WAITING,
        UNDERWAY,
        DONE,
        REFUSED,
        FAILED;

        boolean ends() {
            return this == DONE || this == REFUSED || this == FAILED;
        }
    }

    private static final RequestState WAITING =
            new RequestState(Phase.WAITING, "the operator has not taken the request up yet");

    static RequestState of(Request request, @Nullable PlatformStatus status) {
        if (status == null) {
            return WAITING;
        }
        return request.verb() == Verb.Drain ? drain(request, status) : newest(request, writer(status));
    }

    /** A drain is done when the host gets no requests and is not the writer. */
    private static RequestState drain(Request request, PlatformStatus status) {
        RequestState drained = newest(request, Optional.ofNullable(status.drain()));
        DataStatus data = status.data();
        boolean writer = data != null && request.host().equals(data.writer());
        if (drained.phase != Phase.DONE || !writer) {
            return drained;
        }
        RequestState moves = newest(request, writer(status));
        return new RequestState(
                Phase.UNDERWAY,
                moves.phase == Phase.WAITING
                        ? request.host() + " gets no requests and is still the writer"
                        : moves.reason);
    }

    private static Optional<HandledRequest> writer(PlatformStatus status) {
        return Optional.ofNullable(status.data()).map(DataStatus::request);
    }

    private static RequestState newest(Request request, Optional<HandledRequest> handled) {
        return handled.filter(newest -> newest.id().equals(request.id()))
                .map(newest -> new RequestState(phase(newest.outcome()), String.valueOf(newest.reason())))
                .orElse(WAITING);
    }

    private static Phase phase(RequestOutcome outcome) {
        return switch (outcome) {
            case Underway -> Phase.UNDERWAY;
            case Done -> Phase.DONE;
            case Refused -> Phase.REFUSED;
            case Failed -> Phase.FAILED;
        };
    }

    boolean ends() {
        return phase.ends();
    }
}
