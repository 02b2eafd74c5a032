package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec.Webhook;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** There is time for more than one attempt, and notifications are encrypted. */
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
                        webhook.giveUpAfter() + " is not longer than timeout, " + webhook.timeout()
                                + "; there would be one attempt only",
                        "write a giveUpAfter several times as long as timeout");
            }
            if (webhook.url() != null && webhook.url().startsWith("http:")) {
                problems.warning(path + ".url", "is not encrypted", "use https://");
            }
        }
    }
}
