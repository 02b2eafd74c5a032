package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who is told when the mode or the serving site changes, besides the Events on the object. */
public record AnnouncementsSpec(
        @JsonPropertyDescription("Each is sent every change, signed, until it answers 2xx or time is up.")
                @Size(max = 8)
                List<Webhook> webhooks) {
    public AnnouncementsSpec {
        webhooks = Lists.orEmpty(webhooks);
    }

    /** One receiver. */
    public record Webhook(
            @JsonPropertyDescription("The receiver's name.")
                    @Required
                    @Pattern(Patterns.NAME)
                    @Size(max = Patterns.NAME_LENGTH)
                    String name,
            @JsonPropertyDescription("Where the announcement is posted, as JSON.")
                    @Required
                    @Pattern(Patterns.WEB_URL)
                    @Size(max = Patterns.LONG_TEXT)
                    String url,
            @JsonPropertyDescription("A Secret in the platform's namespace, key key: what the body is signed with"
                            + " (HMAC-SHA256, header X-Prontuario-Signature).")
                    @Required
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    String keySecretRef,
            @JsonPropertyDescription("How long one try may take.")
                    @Default("5s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String timeout,
            @JsonPropertyDescription("How long it is tried, with growing pauses.")
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
