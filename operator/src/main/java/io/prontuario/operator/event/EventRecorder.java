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
 * Writes Events on the platform object. An Event's name is derived from its key: the same report, repeated after a restart
 * too, makes one Event. A failure to write one is logged and stops nothing.
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

    /** The type of an Event. */
    public enum Level {
        Normal,
        Warning
    }

    /** @param key equal for reports of the same occurrence  @param reason CamelCase, see docs/reference/conditions-and-events.md */
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
                LOG.warn("Event {} could not be written; nothing else depends on it", reason, e);
            }
        }
    }

    /** Whether any instance has recorded this and the API server still keeps it. False when it cannot be read. */
    public boolean wasRecorded(PlatformRef platform, String reason, String key) {
        try {
            return client.v1()
                            .events()
                            .inNamespace(platform.namespace())
                            .withName(name(platform, reason, key))
                            .get()
                    != null;
        } catch (KubernetesClientException e) {
            LOG.warn("Event {} could not be read; it counts as not recorded", reason, e);
            return false;
        }
    }

    private static String name(PlatformRef platform, String reason, String key) {
        String identity = platform.uid() + '|' + reason + '|' + key;
        return platform.name() + "." + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
