package io.prontuario.operator.webhook;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec.Webhook;
import io.prontuario.operator.desired.PlatformRef;
import java.time.Duration;

/**
 * One announcement for one receiver.
 *
 * @param field of the receiver in the object
 */
record WebhookDelivery(PlatformRef platform, String field, Webhook webhook, Announcement announcement) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    Duration timeout() {
        return Durations.parse(webhook.timeout());
    }

    Duration giveUpAfter() {
        return Durations.parse(webhook.giveUpAfter());
    }

    /** Names this delivery's outcome: the same from every leader. */
    String key() {
        return webhook.name() + "|" + announcement.id();
    }

    /** How long to wait after this many tries: 1, 2, 4 ... 60 s. */
    static Duration pause(int tries) {
        long factor = 1L << Math.min(tries - 1, 6);
        Duration pause = FIRST_PAUSE.multipliedBy(factor);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
