package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.PeerInquiry;
import java.util.Optional;

/** On site: a granted epoch that is ended because somebody asks for it, and what becomes of the request. */
final class PlannedMove {
    private final WriteDecisionContext context;
    private final WriterEpoch epoch;
    private final SiteName writer;

    PlannedMove(WriteDecisionContext context, WriterEpoch epoch, SiteName writer) {
        this.context = context;
        this.epoch = epoch;
        this.writer = writer;
    }

    /** The planned change on the object, begun or refused; empty: there is none, or it was handled already. */
    Optional<WriterEpoch> asked() {
        Optional<Request> request = context.policy.request();
        HandledRequest newest = epoch.change().request();
        if (request.isEmpty() || newest.is(request.get().id()) && !newest.isUnderway()) {
            return Optional.empty();
        }
        String id = request.get().id();
        if (context.failover.paused()) {
            return Optional.of(paused(id));
        }
        Optional<String> refusal = request.get().to().equals(writer)
                ? Optional.of(writer + " is the writer already")
                : refusal(request.get());
        if (refusal.isPresent()) {
            context.blocked(SafetyRule.PLANNED_CHANGE, id + " refused: " + refusal.get());
            return Optional.of(epoch.withRequest(HandledRequest.refused(id, refusal.get())));
        }
        return Optional.of(begun(request.get()));
    }

    /**
     * A host that was drained for a person is about to be switched off: its writer moves to another host. The failover decider knows
     * nothing of the writer; that it has drained the host is enough. What stands in the way is tried again while the drain lasts. A
     * failover test drains a host to see its requests move, and leaves the writer.
     */
    Optional<WriterEpoch> offDrainedHost() {
        Optional<DrainRequest> drain = drainOf(writer);
        if (drain.isEmpty() || context.site(writer).admission() != Admission.DRAINED) {
            return Optional.empty();
        }
        String id = drain.get().id();
        if (context.failover.paused()) {
            return Optional.of(paused(id));
        }
        Optional<String> first = Optional.empty();
        for (SiteName host : context.hosts()) {
            if (host.equals(writer)) {
                continue;
            }
            Request move = new Request(id, drain.get().kind(), host, drain.get().until());
            Optional<String> refusal = refusal(move);
            if (refusal.isEmpty()) {
                return Optional.of(begun(move));
            }
            first = first.or(() -> refusal);
        }
        String why = writer + " is drained and still the writer: " + first.orElse("there is no other host");
        context.blocked(SafetyRule.PLANNED_CHANGE, why);
        return Optional.of(SyncSetReconfiguration.step(context, epoch).withRequest(HandledRequest.underway(id, why)));
    }

    private Optional<DrainRequest> drainOf(SiteName host) {
        return context.failover
                .policy()
                .requests()
                .drain()
                .filter(drain -> drain.host().equals(host) && drain.kind() == PlannedChangeKind.SWITCHOVER);
    }

    private Optional<String> refusal(Request request) {
        Optional<String> refusal =
                context.rules.plannedChange.refusal(epoch, request, context.data, context.failover, context.now);
        boolean asksTheCloud =
                context.rules.cloudEpoch.cloudMayHaveTaken(context.policy, context.data, epoch.epoch(), false);
        return refusal.isEmpty() && asksTheCloud
                ? Optional.of("the witness has not run without a break: no database could write until the cloud has"
                        + " confirmed the end of epoch " + epoch.epoch())
                : refusal;
    }

    private WriterEpoch paused(String id) {
        context.blocked(SafetyRule.PAUSE, "paused: " + id + " waits");
        return SyncSetReconfiguration.step(context, epoch)
                .withRequest(
                        HandledRequest.underway(id, "automatic changes are paused; it waits until they are resumed"));
    }

    private WriterEpoch begun(Request request) {
        Cause cause = request.to().equals(SiteName.CLOUD)
                ? Cause.HAND_OVER
                : request.kind() == PlannedChangeKind.DRILL ? Cause.DRILL : Cause.SWITCHOVER;
        context.allowed(
                SafetyRule.PLANNED_CHANGE, request.id() + ": the writer moves from " + writer + " to " + request.to());
        return epoch.ending(
                        cause,
                        Optional.of(request.to()),
                        HandledRequest.underway(
                                request.id(), "the writer moves from " + writer + " to " + request.to()))
                .withInquiry(new PeerInquiry(
                        epoch.epoch(), writer, context.data.replica(writer).boot()));
    }

    /** What became of the request for which this epoch was ended, now that the next one goes to {@code to}. */
    static HandledRequest ended(WriteDecisionContext context, WriterEpoch ending, SiteName to, long nextEpoch) {
        HandledRequest request = ending.change().request();
        if (!request.isUnderway()) {
            return request;
        }
        String result = to + " is the writer of epoch " + nextEpoch;
        if (wanted(context, ending, to)) {
            return HandledRequest.carriedOut(request.id(), result);
        }
        return HandledRequest.failed(
                request.id(),
                ending.cause() == Cause.FAILOVER
                        ? ending.writer().orElseThrow() + " was lost before it had handed over; " + result
                        : ending.change().target().orElseThrow() + " stopped answering meanwhile; " + result);
    }

    private static boolean wanted(WriteDecisionContext context, WriterEpoch ending, SiteName to) {
        String id = ending.change().request().id();
        boolean target = ending.change().target().equals(Optional.of(to));
        boolean asked = context.policy
                .request()
                .filter(request -> request.id().equals(id) && request.to().equals(to))
                .isPresent();
        boolean leftDrainedHost = context.failover
                .policy()
                .requests()
                .drain()
                .filter(drain -> drain.id().equals(id) && !drain.host().equals(to))
                .isPresent();
        return target || asked || leftDrainedHost;
    }
}
