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
 * What a webhook is sent: one change, without any personal data.
 *
 * @param id the same in every try and from every leader: a receiver that has seen it has seen it all
 * @param observer whose change it is: onsite or cloud
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
                + transition.decidedAt();
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
                transition.detectedAt().map(Object::toString).orElse(null),
                transition.decidedAt().toString(),
                maxUsers);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always writable", e);
        }
    }
}
