package io.prontuario.operator.webhook;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec.Webhook;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.dns.SecretReader;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.status.OperatorCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every change to every webhook, on a thread of its own, until each has answered 2xx or its time is up. The outcome is an
 * Event with a name made from the delivery, so that the next leader sees what was delivered and does not send it again.
 */
public final class WebhookNotifier implements AutoCloseable {
    public static final String CONDITION = "AnnouncementsDelivered";
    private static final Logger LOG = LoggerFactory.getLogger(WebhookNotifier.class);
    private static final String DELIVERED = "Announced";
    private static final String FAILED = "NotAnnounced";

    private final String observer;
    private final EventRecorder events;
    private final WebhookClient attempt;
    private final Runnable onChange;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;

    /** How the newest announcement to one webhook stands. */
    private record Standing(Condition.Status status, String text) {}

    /** @param onChange told on this object's thread when a delivery has come to something */
    public WebhookNotifier(
            OperatorRole operatorRole, SecretReader secrets, EventRecorder events, Clock clock, Runnable onChange) {
        this.observer = operatorRole == OperatorRole.CLOUD ? "cloud" : "onsite";
        this.events = events;
        this.attempt = new WebhookClient(secrets, clock);
        this.onChange = onChange;
    }

    /** Begins to tell every webhook of this change; returns at once. */
    public void tell(PlatformRef platform, PlatformSpec spec, Transition transition) {
        AnnouncementsSpec announcements = spec.announcements();
        if (announcements == null) {
            return;
        }
        Integer seats = transition.to() == Mode.EMERGENCY && spec.cloud() != null
                ? spec.cloud().maxUsers()
                : null;
        Announcement announcement = Announcement.of(platform, observer, transition, seats);
        List<Webhook> webhooks = announcements.webhooks();
        for (int i = 0; i < webhooks.size(); i++) {
            Webhook webhook = webhooks.get(i);
            WebhookDelivery delivery =
                    new WebhookDelivery(platform, "spec.announcements.webhooks[" + i + "]", webhook, announcement);
            standings.put(webhook.name(), new Standing(Condition.Status.Unknown, "on its way"));
            long deadline = System.nanoTime() + delivery.giveUpAfter().toNanos();
            later(() -> begin(delivery, deadline), Duration.ZERO);
        }
    }

    /** How the newest announcements stand; empty while there has been none. */
    public Optional<OperatorCondition> condition() {
        if (standings.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Standing> now = new TreeMap<>(standings);
        StringBuilder message = new StringBuilder();
        now.forEach((name, standing) -> message.append(message.isEmpty() ? "" : "; ")
                .append(name)
                .append(": ")
                .append(standing.text()));
        boolean failed = now.values().stream().anyMatch(standing -> standing.status() == Condition.Status.False);
        boolean open = now.values().stream().anyMatch(standing -> standing.status() == Condition.Status.Unknown);
        return Optional.of(OperatorCondition.of(
                CONDITION,
                failed ? Condition.Status.False : open ? Condition.Status.Unknown : Condition.Status.True,
                failed ? "NotDelivered" : open ? "OnTheWay" : "Delivered",
                message.toString()));
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private void begin(WebhookDelivery delivery, long deadline) {
        if (events.wasRecorded(delivery.platform(), DELIVERED, delivery.key())) {
            settle(delivery, new Standing(Condition.Status.True, "delivered before"));
            return;
        }
        attempt(delivery, deadline, 1);
    }

    private void attempt(WebhookDelivery delivery, long deadline, int tries) {
        WebhookClient.Outcome outcome;
        try {
            outcome = attempt.send(delivery);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return;
        }
        if (outcome instanceof WebhookClient.Outcome.Delivered delivered) {
            String how = "answered " + delivered.status() + " at try " + tries;
            tell(delivery, EventRecorder.Level.Normal, DELIVERED, how);
            settle(delivery, new Standing(Condition.Status.True, how));
        } else if (outcome instanceof WebhookClient.Outcome.Refused refused) {
            giveUp(delivery, refused.why(), tries);
        } else if (outcome instanceof WebhookClient.Outcome.Again again) {
            Duration pause = again.after().orElseGet(() -> WebhookDelivery.pause(tries));
            if (System.nanoTime() + pause.toNanos() - deadline > 0) {
                giveUp(delivery, again.why(), tries);
                return;
            }
            settle(delivery, new Standing(Condition.Status.Unknown, "trying again: " + again.why()));
            later(() -> attempt(delivery, deadline, tries + 1), pause);
        }
    }

    private void giveUp(WebhookDelivery delivery, String why, int tries) {
        tell(delivery, EventRecorder.Level.Warning, FAILED, "given up after " + tries + " tries. " + why);
        settle(delivery, new Standing(Condition.Status.False, "given up. " + why));
    }

    private void tell(WebhookDelivery delivery, EventRecorder.Level level, String reason, String how) {
        Announcement said = delivery.announcement();
        events.record(
                delivery.platform(),
                level,
                reason,
                delivery.key(),
                "webhook " + delivery.webhook().name() + ", " + said.from() + " to " + said.to() + " of epoch "
                        + said.epoch() + ", delivery " + said.id() + ": " + how);
    }

    private void settle(WebhookDelivery delivery, Standing standing) {
        Standing before = standings.put(delivery.webhook().name(), standing);
        if (!standing.equals(before)) {
            onChange.run();
        }
    }

    private synchronized void later(Runnable work, Duration pause) {
        if (thread == null) {
            thread = new ScheduledThreadPoolExecutor(2, task -> {
                Thread made = new Thread(task, "announcements");
                made.setDaemon(true);
                return made;
            });
        }
        thread.schedule(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.warn("an announcement failed", e);
                    }
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
