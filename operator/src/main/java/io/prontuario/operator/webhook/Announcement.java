package io.prontuario.operator.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.operator.desired.PlatformRef;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook request: one mode change, without personal data.
 *
 * @param id the same in every try and from every leader, for the receiver to drop duplicates
 * @param observer the operator that decided the change: onsite or cloud
 * @param maxUsers seats of the emergency profile, while it serves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Announcement(
        String id,
        String platform,
        String namespace,
        String observer,
        String from,
        String to,
        @Nullable String fromSite,
        @Nullable String toSite,
        long epoch,
        String reason,
        @Nullable String detectedAt,
        String decidedAt,
        @Nullable Integer maxUsers) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static Announcement of(PlatformRef platform, String observer, Transition transition, @Nullable Integer maxUsers) {
        String key = platform.uid()
                + '|'
                + observer
                + '|'
                + transition.epoch()
                + '|'
                + transition.from()
                + '|'
                + transition.to()
                + '|'
                + transition.times().decidedAt();
        return new Announcement(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(),
                platform.name(),
                platform.namespace(),
                observer,
                transition.from().name(),
                transition.to().name(),
                transition.fromSite().map(Object::toString).orElse(null),
                transition.toSite().map(Object::toString).orElse(null),
                transition.epoch(),
                transition.reason(),
                transition.times().detectedAt().map(Object::toString).orElse(null),
                transition.times().decidedAt().toString(),
                maxUsers);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an announcement holds only texts and numbers", e);
        }
    }
}
