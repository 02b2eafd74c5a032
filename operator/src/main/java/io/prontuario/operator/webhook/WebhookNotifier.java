package io.prontuario.operator.webhook;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec.Webhook;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusReport;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Sends every mode change to every webhook until each has answered 2xx or its time is up. The outcome is an Event with a name
 * made from the delivery, so that the next leader sees what was delivered and does not send it again.
 */
public final class WebhookNotifier implements Feature {
    static final String CONDITION = "AnnouncementsDelivered";

    private final String observer;
    private final EventRecorder events;
    private final WebhookClient http;
    private final FeatureRuntime runtime;
    /** By webhook name. */
    private final Map<String, WebhookReceiver> receivers = new ConcurrentHashMap<>();

    public WebhookNotifier(
            OperatorRole role, SecretReader secrets, EventRecorder events, Clock clock, FeatureRuntime runtime) {
        this.observer = role == OperatorRole.CLOUD ? "cloud" : "onsite";
        this.events = events;
        this.http = new WebhookClient(secrets, clock);
        this.runtime = runtime;
    }

    /** Queues this change for every webhook of the spec; returns at once. */
    public void notify(PlatformRef platform, PlatformSpec spec, Transition transition) {
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
            receivers
                    .computeIfAbsent(webhook.name(), name -> new WebhookReceiver(name, http, events, runtime))
                    .send(new WebhookDelivery(
                            platform, "spec.announcements.webhooks[" + i + "]", webhook, announcement));
        }
    }

    @Override
    public StatusReport contribute(PassContext pass, StatusReport report) {
        return report.with(condition());
    }

    /** The newest announcement's delivery to each webhook; empty while there has been none. */
    Optional<OperatorCondition> condition() {
        if (receivers.isEmpty()) {
            return Optional.empty();
        }
        Map<String, WebhookReceiver.State> states = new TreeMap<>();
        receivers.forEach((name, receiver) -> states.put(name, receiver.state()));
        String message = states.entrySet().stream()
                .map(state -> state.getKey() + ": " + state.getValue().text())
                .collect(Collectors.joining("; "));
        boolean failed = states.values().stream().anyMatch(state -> state.status() == Condition.Status.False);
        boolean open = states.values().stream().anyMatch(state -> state.status() == Condition.Status.Unknown);
        return Optional.of(OperatorCondition.of(
                CONDITION,
                failed ? Condition.Status.False : open ? Condition.Status.Unknown : Condition.Status.True,
                failed ? "DeliveryFailed" : open ? "InProgress" : "Delivered",
                message));
    }

    @Override
    public void close() {
        receivers.values().forEach(WebhookReceiver::close);
    }
}
