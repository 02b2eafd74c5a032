package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Webhooks that are notified of changes of the mode or the active site. */
public record AnnouncementsSpec(
        @JsonPropertyDescription("Receivers of notifications. Each change is posted to each receiver until it answers"
                        + " with status 2xx or giveUpAfter has passed.")
                @Size(max = 8)
                List<Webhook> webhooks) {
    public AnnouncementsSpec {
        webhooks = Lists.orEmpty(webhooks);
    }

    /** A receiver of notifications. */
    public record Webhook(
            @JsonPropertyDescription("The name of the receiver.")
                    @Required
                    @Pattern(Patterns.NAME)
                    @Size(max = Patterns.NAME_LENGTH)
                    String name,
            @JsonPropertyDescription("The URL to which notifications are posted, as JSON.")
                    @Required
                    @Pattern(Patterns.WEB_URL)
                    @Size(max = Patterns.LONG_TEXT)
                    String url,
            @JsonPropertyDescription(
                            "The name of a Secret in the platform's namespace. Its key named key signs the body"
                                    + " (HMAC-SHA256, header X-Prontuario-Signature).")
                    @Required
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    String keySecretRef,
            @JsonPropertyDescription("The time limit of one attempt.")
                    @Default("5s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String timeout,
            @JsonPropertyDescription("The time after which the notification is dropped. Attempts are repeated with"
                            + " increasing pauses.")
                    @Default("15m")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String giveUpAfter) {
        public Webhook {
            timeout = timeout == null ? "5s" : timeout;
            giveUpAfter = giveUpAfter == null ? "15m" : giveUpAfter;
        }
    }
}
