package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.Authorities;
import io.prontuario.names.NameKeeper;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import io.prontuario.names.TrafficDirector;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.status.OperatorCondition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one name's records to what the leader orders. Not thread-safe: the controller's task is its only caller. */
final class DnsRecordSync {
    private static final Logger LOG = LoggerFactory.getLogger(DnsRecordSync.class);
    /** How long a provider that refused for its quota is left alone. */
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(30);

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

    private final DnsProviders providers;
    private final DnsEvents events;
    private @Nullable TrafficDirector provider;
    private long pausedUntil = System.nanoTime();

    DnsRecordSync(DnsProviders providers, DnsEvents events) {
        this.providers = providers;
        this.events = events;
    }

    /**
     * @param condition empty when nothing was asked and what was known still holds
     * @param serverAnswered whether anything outside this cluster answered
     */
    record Result(Optional<OperatorCondition> condition, boolean serverAnswered) {}

    /** @param outside the hospital as it is seen from outside, for the condition's message */
    Result sync(PlatformRef platform, DnsView view, @Nullable DnsOrder order, PublicSide outside) {
        if (System.nanoTime() - pausedUntil < 0) {
            // The provider counts requests, and it answered when it refused the last one.
            return new Result(Optional.empty(), true);
        }
        try {
            TrafficDirector current = provider == null ? providers.of(view, platform.namespace()) : provider;
            provider = current;
            Optional<Wanted> wanted = order == null || !order.isValid() ? Optional.empty() : wanted(view, order);
            if (wanted.isEmpty()) {
                current.held(view.name());
                return new Result(Optional.of(DnsConditions.unchanged(view, reason(order, outside))), true);
            }
            return new Result(Optional.of(write(platform, view, current, wanted.get())), true);
        } catch (NamesException e) {
            provider = null; // the Secret may have changed
            events.failed(platform, view, e);
            if (e.kind() == Kind.QuotaExceeded) {
                pausedUntil = System.nanoTime() + QUOTA_PAUSE.toNanos();
            }
            LOG.warn("{}: the DNS record stays as it is: {}", view.condition(), e.inWords());
            return new Result(Optional.of(DnsConditions.failed(view, e)), e.kind() != Kind.ServerSilent);
        }
    }

    private OperatorCondition write(PlatformRef platform, DnsView view, TrafficDirector current, Wanted wanted)
            throws NamesException {
        NameKeeper.Pass pass = new NameKeeper(current, new Authorities(QUERY_TIMEOUT)).keep(wanted.records());
        events.synced(platform, view, wanted.label(), wanted.records(), pass);
        return DnsConditions.of(view, wanted.label(), wanted.records(), pass.standing());
    }

    /** @param label of the target in CamelCase: Site, Cloud or FrontDoor */
    private record Wanted(String label, AddressRecords records) {}

    private static Optional<Wanted> wanted(DnsView view, DnsOrder order) {
        if (view instanceof DnsView.Onsite onsite) {
            return Optional.of(new Wanted("FrontDoor", onsite.records()));
        }
        DnsView.Public open = (DnsView.Public) view;
        return order.target().map(target -> switch (target) {
            case SITE -> new Wanted("Site", open.site());
            case CLOUD -> new Wanted("Cloud", open.cloudRecords());
        });
    }

    private static String reason(@Nullable DnsOrder order, PublicSide outside) {
        if (order == null || !order.isValid()) {
            return "no operator of this side leads at present";
        }
        return switch (outside) {
            case SILENT -> "no target is known to serve; the hospital does not answer from outside: check its public"
                    + " addresses and port";
            case UNKNOWN -> "no target is known to serve; the hospital has not been probed from outside yet";
            case ANSWERS -> "no target is known to serve; the hospital answers from outside, but not over the VPN";
        };
    }
}
