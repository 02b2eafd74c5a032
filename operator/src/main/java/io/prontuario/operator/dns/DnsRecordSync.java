package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.AuthoritativeServers;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import io.prontuario.names.DnsProvider;
import io.prontuario.names.DnsRecordUpdater;
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
    private @Nullable DnsProvider provider;
    private @Nullable DnsView providersView;
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
        if (!view.equals(providersView)) {
            // Another server, key or zone: nothing of the former provider holds, its pause neither.
            provider = null;
            providersView = view;
            pausedUntil = System.nanoTime();
        }
        if (System.nanoTime() - pausedUntil < 0) {
            // The provider counts requests, and it answered when it refused the last one.
            return new Result(Optional.empty(), true);
        }
        try {
            DnsProvider current = provider == null ? providers.of(view, platform.namespace()) : provider;
            provider = current;
            Optional<Wanted> wanted = order == null || !order.isValid() ? Optional.empty() : wanted(view, order);
            if (wanted.isEmpty()) {
                current.records(view.name());
                return new Result(Optional.of(DnsConditions.unchanged(view, reason(order, outside))), true);
            }
            return new Result(Optional.of(write(platform, view, current, wanted.get())), true);
        } catch (DnsException e) {
            provider = null; // the Secret may have changed
            events.failed(platform, view, e);
            if (e.kind() == Kind.QuotaExceeded) {
                pausedUntil = System.nanoTime() + QUOTA_PAUSE.toNanos();
            }
            LOG.warn("{}: the DNS record stays as it is: {}", view.condition(), e.inWords());
            return new Result(Optional.of(DnsConditions.failed(view, e)), e.kind() != Kind.ServerSilent);
        }
    }

    private OperatorCondition write(PlatformRef platform, DnsView view, DnsProvider current, Wanted wanted)
            throws DnsException {
        DnsRecordUpdater.Update update =
                new DnsRecordUpdater(current, new AuthoritativeServers(QUERY_TIMEOUT)).update(wanted.records());
        events.synced(platform, view, wanted.label(), wanted.records(), update);
        return DnsConditions.of(view, wanted.label(), wanted.records(), update.propagation());
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
