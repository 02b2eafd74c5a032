package io.prontuario.operator.data;

import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.frontdoor.DataAgents;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusReport;
import io.prontuario.operator.status.WriterMapping;
import io.prontuario.operator.status.WriterMapping.CopiesStatus;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The record's writer of one platform: observes the copies, calls the write authority, puts its decision into status, and gives the
 * orders. Nothing waits for a box.
 */
public final class RecordWriter implements Feature {
    /** Positions rise all the time; status follows them this slowly. */
    private static final Duration NUMBERS = Duration.ofSeconds(10);

    private final WriteAuthority authority = new WriteAuthority();
    private final DataPoller poller;
    private final OrderSender sender;
    private final OwnerCredentials credentials;
    private final WriterEvents events;
    private final Optional<Path> trusted;
    private Instant numbersAt = Instant.EPOCH;

    /** @param trusted authority of the record's certificates; empty where its connections are not encrypted */
    public RecordWriter(
            DataAgents agents,
            Optional<Path> trusted,
            SecretReader secrets,
            WriterEvents events,
            FeatureRuntime runtime) {
        this.poller = new DataPoller(agents, runtime);
        this.sender = new OrderSender(agents, runtime.log(), poller::refresh);
        this.credentials = new OwnerCredentials(secrets, runtime);
        this.events = events;
        this.trusted = trusted;
    }

    @Override
    public void follow(PassContext pass) {
        poller.follow(pass);
        if (pass.role() == OperatorRole.ONSITE && pass.leads() && pass.spec().postgres() != null) {
            credentials.follow(pass.ref(), pass.spec().postgres());
        }
    }

    /** Empty where no host keeps the record. @param failover what was decided just before */
    public Optional<WriterRound> decide(PassContext pass, WritePolicy policy, FailoverOutcome failover) {
        if (pass.role() != OperatorRole.ONSITE) {
            return Optional.empty();
        }
        return DataBoxes.of(pass.spec()).map(boxes -> {
            DatabaseObservation data =
                    DatabaseObservations.assemble(boxes, DataPoller.detection(boxes), poller.evidence(), pass.status());
            WriterEpoch before = WriterMapping.remembered(status(pass));
            WriteDecision decision = authority.decide(policy, of(failover, boxes), before, data, pass.now());
            return new WriterRound(boxes, data, before, decision);
        });
    }

    /**
     * How this process can write to the record, as its owner.
     *
     * @param without boxes whose front doors are not to be used
     */
    public WriteRoute route(PlatformSpec spec, Set<SiteName> without) {
        return DataBoxes.of(spec).map(boxes -> route(spec, boxes, without)).orElseGet(WriteRoute.NoRecord::new);
    }

    private WriteRoute route(PlatformSpec spec, DataBoxes boxes, Set<SiteName> without) {
        PostgresSpec postgres = boxes.postgres();
        List<InetSocketAddress> addresses = boxes.writeRoutes(spec, without);
        if (addresses.isEmpty()) {
            return new WriteRoute.Unknown("no front door is left that leads to the writer");
        }
        return credentials
                .password()
                .<WriteRoute>map(password -> new WriteRoute.Known(
                        new SqlRoute(addresses, postgres.database(), postgres.owner(), password, trusted)))
                .orElseGet(() -> new WriteRoute.Unknown(credentials
                        .problem()
                        .orElse("the password of the record's owner has not been read yet; run the drill again")));
    }

    /** Whether a box of the record did not answer when it was asked last. */
    public boolean silent(FrontDoorBox box) {
        return poller.silent(box);
    }

    /** Adds the decision and what is known of the copies. */
    public StatusReport contribute(PassContext pass, StatusReport report, WriterRound round) {
        CopiesStatus copies = copies(pass, round);
        WriterEpoch next = round.decision().next();
        return report.withWriter(WriterMapping.status(next, since(pass, round), copies))
                .with(round.decision().conditions().stream()
                        .map(condition -> condition(condition, round.decision().verdicts()))
                        .toList());
    }

    /** Gives the orders of a decision that is recorded. Returns at once. */
    public void act(PassContext pass, WriterRound round) {
        WriterEpoch next = round.decision().next();
        poller.hurry(round.ending());
        Map<FrontDoorBox, List<DataOrder>> orders = new WriterOrders(
                        round.boxes(), pass.term().orElseThrow(), next, round.data())
                .of(round.decision().actions());
        owner(pass, round).forEach((box, order) -> orders.computeIfAbsent(box, ignored -> new ArrayList<>())
                .add(order));
        orders.forEach(sender::send);
        events.changed(pass.ref(), round.before(), next);
    }

    /** Tells what became of the request to drain a host. */
    public void told(PassContext pass, HandledRequest before, HandledRequest after) {
        events.handled(pass.ref(), "Drain", before, after);
    }

    @Override
    public void close() {
        poller.close();
        sender.close();
        credentials.close();
    }

    /** The owner's role and database, on the writer, until it has accepted them. */
    private Map<FrontDoorBox, DataOrder> owner(PassContext pass, WriterRound round) {
        WriterEpoch epoch = round.decision().next();
        Optional<SiteName> writer = epoch.writer()
                .filter(epoch::isWriter)
                .filter(site -> round.data().replica(site).writes()
                        && round.data().replica(site).epoch() == epoch.epoch());
        Optional<String> password = credentials.password();
        if (writer.isEmpty() || password.isEmpty()) {
            return Map.of();
        }
        DataOrder.Owner owner = new DataOrder.Owner(
                pass.term().orElseThrow(),
                epoch.epoch(),
                round.boxes().postgres().database(),
                round.boxes().postgres().owner(),
                password.get(),
                OwnerSettings.ALL);
        return round.boxes()
                .box(writer.get())
                .filter(box -> !sender.accepted(box, owner))
                .<Map<FrontDoorBox, DataOrder>>map(box -> Map.of(box, owner))
                .orElse(Map.of());
    }

    /** The hosts that keep a copy are all that the write authority decides about. */
    private static FailoverOutcome of(FailoverOutcome failover, DataBoxes boxes) {
        Policy all = failover.policy();
        Policy record = new Policy(
                all.operatorRole(),
                all.hosts().stream().filter(boxes.copies()::containsKey).toList(),
                all.cloud(),
                all.thresholds(),
                all.windows(),
                all.automation(),
                all.rateLimit(),
                all.requests());
        return new FailoverOutcome(
                record, failover.sites(), failover.cloudRole(), failover.paused(), failover.rateLimited());
    }

    private CopiesStatus copies(PassContext pass, WriterRound round) {
        CopiesStatus now =
                new CopiesReport(round.boxes(), round.data(), poller.evidence(), box -> problem(box, round)).status();
        DataStatus before = status(pass);
        if (before != null) {
            CopiesStatus known = new CopiesStatus(before.copies(), before.witness());
            boolean recent =
                    pass.now().isBefore(numbersAt.plus(NUMBERS)) && !pass.now().isBefore(numbersAt);
            if (recent && CopiesReport.sameButForNumbers(known, now)) {
                return known;
            }
        }
        numbersAt = pass.now();
        return now;
    }

    private Optional<String> problem(FrontDoorBox box, WriterRound round) {
        boolean writer = round.decision().next().writer().equals(box.site());
        return sender.refusal(box).or(() -> writer ? credentials.problem() : Optional.empty());
    }

    private static @Nullable DataStatus status(PassContext pass) {
        PlatformStatus status = pass.status();
        return status == null ? null : status.data();
    }

    private static @Nullable String since(PassContext pass, WriterRound round) {
        WriterEpoch next = round.decision().next();
        boolean same = next.epoch() == round.before().epoch()
                && next.phase() == round.before().phase();
        DataStatus before = status(pass);
        return same && before != null && before.since() != null
                ? before.since()
                : pass.now().toString();
    }

    /** With what held a change back: a person has to see it. */
    private static OperatorCondition condition(Condition condition, List<Verdict> verdicts) {
        String blocked = verdicts.stream()
                .filter(verdict -> !verdict.allowed())
                .map(Verdict::message)
                .distinct()
                .collect(Collectors.joining("; "));
        boolean explained = condition.type() == Condition.Type.WriterSafe
                && condition.status() != Condition.Status.True
                && !blocked.isEmpty();
        return OperatorCondition.of(
                condition.type(),
                condition.status(),
                condition.reason(),
                explained ? condition.message() + ". " + blocked : condition.message());
    }
}
