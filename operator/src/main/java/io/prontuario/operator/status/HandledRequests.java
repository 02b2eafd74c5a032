package io.prontuario.operator.status;

import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.HandledRequest.Outcome;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.RequestOutcome;
import org.jspecify.annotations.Nullable;

/** The newest request that was handled, in status and back: none is carried out twice. */
final class HandledRequests {
    private HandledRequests() {}

    static HandledRequest remembered(PlatformStatus.@Nullable HandledRequest status) {
        return status == null
                ? HandledRequest.none()
                : new HandledRequest(status.id(), outcome(status.outcome()), status.reason());
    }

    static PlatformStatus.@Nullable HandledRequest status(HandledRequest request) {
        return request.id().isEmpty()
                ? null
                : new PlatformStatus.HandledRequest(request.id(), outcome(request.outcome()), request.reason());
    }

    private static Outcome outcome(RequestOutcome outcome) {
        return switch (outcome) {
            case Underway -> Outcome.UNDERWAY;
            case Done -> Outcome.CARRIED_OUT;
            case Refused -> Outcome.REFUSED;
            case Failed -> Outcome.FAILED;
        };
    }

    private static RequestOutcome outcome(Outcome outcome) {
        return switch (outcome) {
            case UNDERWAY -> RequestOutcome.Underway;
            case CARRIED_OUT -> RequestOutcome.Done;
            case REFUSED -> RequestOutcome.Refused;
            case FAILED -> RequestOutcome.Failed;
        };
    }
}
