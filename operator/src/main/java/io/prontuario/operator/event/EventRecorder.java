package io.prontuario.operator.event;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events on the platform object. Each has a key, and its name is made from it: saying the same thing twice, after a
 * restart too, gives one Event. Failing to write one is logged and stops nothing.
 */
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;

    public EventRecorder(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
    }

    /** How much attention an Event wants. */
    public enum Level {
        Normal,
        Warning
    }

    /** @param key what makes this Event the same as an earlier one  @param reason CamelCase, see docs/concepts/operator.md */
    public void record(PlatformRef platform, Level level, String reason, String key, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Event event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(platform.namespace())
                .withName(name(platform, reason, key))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(HasMetadata.getApiVersion(ProntuarioPlatform.class))
                .withKind(HasMetadata.getKind(ProntuarioPlatform.class))
                .withName(platform.name())
                .withNamespace(platform.namespace())
                .withUid(platform.uid())
                .endInvolvedObject()
                .withType(level.name())
                .withReason(reason)
                .withMessage(message.length() > 1024 ? message.substring(0, 1024) : message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent(Labels.OPERATOR)
                .endSource()
                .withReportingComponent(Labels.OPERATOR)
                .withReportingInstance(instance)
                .build();
        LOG.info("{}: {}", reason, message);
        try {
            client.v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("Event {} could not be written", reason, e);
            }
        }
    }

    /** Whether this was said before, by whichever instance, and is still kept. When nobody can tell, it was not. */
    public boolean wasRecorded(PlatformRef platform, String reason, String key) {
        try {
            return client.v1()
                            .events()
                            .inNamespace(platform.namespace())
                            .withName(name(platform, reason, key))
                            .get()
                    != null;
        } catch (KubernetesClientException e) {
            LOG.warn("whether {} was said before cannot be read", reason, e);
            return false;
        }
    }

    private static String name(PlatformRef platform, String reason, String key) {
        String identity = platform.uid() + '|' + reason + '|' + key;
        return platform.name() + "." + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
