package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.Authorities;
import io.prontuario.names.NameKeeper;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import io.prontuario.names.TrafficDirector;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.status.OperatorCondition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform's name, on a thread of its own: whatever a name server or an API does costs a pass of reconciling nothing. In
 * the cloud it keeps the public view and looks at the site from outside; on site it keeps the on-site view. Only a leader's
 * order writes, and an order is good for {@link #ORDER_LASTS}: one that nobody repeats was somebody else's.
 */
public final class DnsController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsController.class);
    private static final Duration ORDER_LASTS = Duration.ofSeconds(30);
    private static final Duration AFTER_QUOTA = Duration.ofSeconds(30);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final OperatorRole operatorRole;
    private final DnsProviders directors;
    private final DnsEvents events;
    private final Runnable onChange;
    private final ExternalReachabilityProbe outside = new ExternalReachabilityProbe();
    private @Nullable ScheduledExecutorService clock;
    private @Nullable TrafficDirector director;
    private long quietUntil = System.nanoTime();
    private volatile @Nullable Task task;
    private volatile @Nullable Order order;
    private volatile @Nullable OperatorCondition condition;

    private record Task(PlatformRef platform, DnsView view, String specHash, PlatformSpec spec) {}

    private record Order(Optional<DnsTarget> target, long since) {
        boolean stands() {
            return System.nanoTime() - since < ORDER_LASTS.toNanos();
        }
    }

    /** @param onChange told on this object's thread when what it knows has changed */
    public DnsController(OperatorRole operatorRole, SecretReader secrets, EventRecorder events, Runnable onChange) {
        this.operatorRole = operatorRole;
        this.directors = new DnsProviders(secrets);
        this.events = new DnsEvents(events);
        this.onChange = onChange;
    }

    /** Keeps to this spec from now on; does nothing while it names no view of this side's. */
    public synchronized void follow(PlatformRef platform, PlatformSpec spec, String specHash) {
        Task before = task;
        if (before != null && before.specHash().equals(specHash)) {
            return;
        }
        Optional<? extends DnsView> view =
                operatorRole == OperatorRole.CLOUD ? DnsView.publicOf(spec) : DnsView.onsiteOf(spec);
        if (view.isEmpty()) {
            task = null;
            condition = null;
            return;
        }
        task = new Task(platform, view.get(), specHash, spec);
        if (clock == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "names");
                thread.setDaemon(true);
                return thread;
            });
            long interval = Durations.parse(spec.health().interval()).toMillis();
            started.scheduleWithFixedDelay(this::pass, 0, interval, TimeUnit.MILLISECONDS);
            clock = started;
        }
    }

    /** The leader's recorded decision; without a target in it the name stays as it is. */
    public void order(List<Action> actions) {
        Optional<DnsTarget> target = actions.stream()
                .filter(Action.PointName.class::isInstance)
                .map(action -> ((Action.PointName) action).target())
                .findFirst();
        Order before = order;
        order = new Order(target, System.nanoTime());
        ScheduledExecutorService running = clock();
        if (running != null && (before == null || !before.target().equals(target))) {
            running.execute(this::pass);
        }
    }

    /** The site from outside; empty where no public view is kept by this side. */
    public Optional<PublicSide> publicSide() {
        Task now = task;
        return now != null && now.view() instanceof DnsView.Public ? Optional.of(outside.seen()) : Optional.empty();
    }

    /** How the name stands; empty where this side keeps none. */
    public Optional<OperatorCondition> condition() {
        Task now = task;
        OperatorCondition known = condition;
        return now == null ? Optional.empty() : Optional.of(known == null ? DnsConditions.notYet(now.view()) : known);
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private synchronized @Nullable ScheduledExecutorService clock() {
        return clock;
    }

    private void pass() {
        Task now = task;
        if (now == null) {
            return;
        }
        try {
            OperatorCondition before = condition;
            PublicSide sideBefore = outside.seen();
            boolean outsideAnswers = keep(now);
            if (now.view() instanceof DnsView.Public view) {
                outside.look(
                        view.view().siteAddresses(),
                        view.view().port(),
                        Durations.parse(now.spec().health().timeout()),
                        outsideAnswers,
                        now.spec().health().failureThreshold());
            }
            OperatorCondition after = condition;
            if (sideBefore != outside.seen() || after != null && !after.equals(before)) {
                onChange.run();
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule for good.
            LOG.warn("looking after the name failed", e);
        }
    }

    /** Whether anything outside answered. */
    private boolean keep(Task now) {
        if (System.nanoTime() - quietUntil < 0) {
            return true; // an API that counts requests has answered a moment ago
        }
        Order given = order;
        try {
            TrafficDirector here =
                    director == null ? directors.of(now.view(), now.platform().namespace()) : director;
            director = here;
            Optional<Wanted> wanted = given == null || !given.stands() ? Optional.empty() : wanted(now, given);
            if (wanted.isEmpty()) {
                here.held(now.view().name());
                condition = DnsConditions.held(now.view(), why(given));
                return true;
            }
            NameKeeper.Pass pass = new NameKeeper(here, new Authorities(QUESTION))
                    .keep(wanted.get().records());
            condition = DnsConditions.of(
                    now.view(), wanted.get().label(), wanted.get().records(), pass.standing());
            events.tell(
                    now.platform(),
                    now.view(),
                    wanted.get().label(),
                    wanted.get().records(),
                    pass);
            return true;
        } catch (NamesException e) {
            director = null; // the Secret may be another one by now
            condition = DnsConditions.of(now.view(), e);
            events.tell(now.platform(), now.view(), e);
            if (e.kind() == Kind.QuotaExceeded) {
                quietUntil = System.nanoTime() + AFTER_QUOTA.toNanos();
            }
            LOG.warn("{}: {}", now.view().condition(), e.inWords());
            return e.kind() != Kind.ServerSilent;
        }
    }

    private record Wanted(String label, AddressRecords records) {}

    private static Optional<Wanted> wanted(Task now, Order given) {
        if (now.view() instanceof DnsView.Onsite onsite) {
            return Optional.of(new Wanted("FrontDoor", onsite.records()));
        }
        DnsView.Public view = (DnsView.Public) now.view();
        return given.target().map(target -> switch (target) {
            case SITE -> new Wanted("Site", view.site());
            case CLOUD -> new Wanted("Cloud", view.cloudRecords());
        });
    }

    private String why(@Nullable Order given) {
        if (given == null || !given.stands()) {
            return "nobody decides at present";
        }
        return switch (outside.seen()) {
            case SILENT -> "no target is seen to serve; from outside the site is silent: check its public address and port";
            case UNKNOWN -> "no target is seen to serve; the site has not been seen from outside yet";
            case ANSWERS -> "no target is seen to serve; the site answers from outside, but not over the VPN";
        };
    }
}
