package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec.Webhook;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A receiver is tried more than once, and what it is sent is not read on the way. */
final class Webhooks implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        AnnouncementsSpec announcements = spec.announcements();
        for (int i = 0; announcements != null && i < announcements.webhooks().size(); i++) {
            Webhook webhook = announcements.webhooks().get(i);
            String path = "spec.announcements.webhooks[" + i + "]";
            Optional<Duration> timeout = Durations.tryParse(webhook.timeout());
            Optional<Duration> end = Durations.tryParse(webhook.giveUpAfter());
            if (timeout.isPresent() && end.isPresent() && end.get().compareTo(timeout.get()) <= 0) {
                problems.error(
                        path + ".giveUpAfter",
                        webhook.giveUpAfter() + " ends with the first try, whose timeout is " + webhook.timeout(),
                        "make it several times as long as timeout");
            }
            if (webhook.url() != null && webhook.url().startsWith("http:")) {
                problems.warning(path + ".url", "what is sent can be read on the way", "use https://");
            }
        }
    }
}
