package io.prontuario.operator.webhook;

import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.Durations;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PeriodicTask;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One webhook and what waits to be sent to it. It has a thread of its own, so that a slow receiver delays no other. */
final class WebhookReceiver implements AutoCloseable {
    private static final String DELIVERED = "WebhookDelivered";
    private static final String FAILED = "WebhookFailed";

    private final WebhookClient http;
    private final EventRecorder events;
    private final Runnable requestPass;
    private final PeriodicTask task;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private volatile State state = new State(Condition.Status.Unknown, "no delivery yet");

    /** The newest delivery. @param text for people */
    record State(Condition.Status status, String text) {}

    /**
     * @param deadline when the delivery is given up, on the clock of {@link System#nanoTime()}
     * @param due when it is tried next, on the same clock
     * @param tries before that
     */
    private record Pending(WebhookDelivery delivery, long deadline, long due, int tries) {
        boolean isDue() {
            return System.nanoTime() - due >= 0;
        }
    }

    WebhookReceiver(String name, WebhookClient http, EventRecorder events, FeatureRuntime runtime) {
        this.http = http;
        this.events = events;
        this.requestPass = runtime.requestPass();
        this.task = runtime.task("webhook-" + name, this::sendDue);
    }

    State state() {
        return state;
    }

    /** Returns at once. */
    void send(WebhookDelivery delivery) {
        state = new State(Condition.Status.Unknown, "being sent");
        long now = System.nanoTime();
        pending.add(new Pending(delivery, now + delivery.giveUpAfter().toNanos(), now, 0));
        task.runNow();
    }

    @Override
    public void close() {
        task.close();
    }

    private void sendDue() {
        List<Pending> due = pending.stream().filter(Pending::isDue).toList();
        if (due.isEmpty()) {
            return;
        }
        pending.remove(due.get(0));
        if (due.size() > 1) {
            task.runNow(); // one in each run, so that a failure stops no other
        }
        send(due.get(0));
    }

    private void send(Pending each) {
        WebhookDelivery delivery = each.delivery();
        if (each.tries() == 0 && events.wasRecorded(delivery.platform(), DELIVERED, delivery.key())) {
            settle(new State(Condition.Status.True, "delivered before"));
            return;
        }
        int tries = each.tries() + 1;
        WebhookClient.Outcome outcome;
        try {
            outcome = http.send(delivery);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return;
        }
        if (outcome instanceof WebhookClient.Outcome.Delivered delivered) {
            String how = "answered " + delivered.status() + " at try " + tries;
            record(delivery, EventRecorder.Level.Normal, DELIVERED, how);
            settle(new State(Condition.Status.True, how));
        } else if (outcome instanceof WebhookClient.Outcome.Refused refused) {
            giveUp(delivery, refused.why(), tries);
        } else if (outcome instanceof WebhookClient.Outcome.Retry retry) {
            retry(each, retry, tries);
        }
    }

    private void retry(Pending each, WebhookClient.Outcome.Retry retry, int tries) {
        Duration pause = retry.after().orElseGet(() -> WebhookDelivery.pause(tries));
        long due = System.nanoTime() + pause.toNanos();
        if (due - each.deadline() > 0) {
            giveUp(each.delivery(), retry.why(), tries);
            return;
        }
        pending.add(new Pending(each.delivery(), each.deadline(), due, tries));
        settle(new State(Condition.Status.Unknown, "next try in " + Durations.format(pause) + ": " + retry.why()));
        task.runAfter(pause);
    }

    private void giveUp(WebhookDelivery delivery, String why, int tries) {
        record(delivery, EventRecorder.Level.Warning, FAILED, "given up after " + tries + " tries. " + why);
        settle(new State(Condition.Status.False, "given up. " + why));
    }

    private void record(WebhookDelivery delivery, EventRecorder.Level level, String reason, String how) {
        Announcement sent = delivery.announcement();
        events.record(
                delivery.platform(),
                level,
                reason,
                delivery.key(),
                "webhook " + delivery.webhook().name() + ", " + sent.from() + " to " + sent.to() + " of epoch "
                        + sent.epoch() + ", delivery " + sent.id() + ": " + how);
    }

    private void settle(State now) {
        boolean changed = !now.equals(state);
        state = now;
        if (changed) {
            requestPass.run();
        }
    }
}
