package io.prontuario.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.observe.ProbeRound;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects probes with the framework: every platform object that the informer sees is followed, on followers too, and every
 * complete probe round requests a pass.
 */
final class ProbeEventSource extends AbstractEventSource<ProbeRound, ProntuarioPlatform>
        implements ResourceEventAware<ProntuarioPlatform> {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeEventSource.class);

    private final ManagedPlatforms platforms;

    ProbeEventSource(ManagedPlatforms platforms) {
        super(ProbeRound.class, "probes");
        this.platforms = platforms;
    }

    @Override
    public void onResourceCreated(ProntuarioPlatform platform) {
        follow(platform);
    }

    @Override
    public void onResourceUpdated(ProntuarioPlatform platform, ProntuarioPlatform before) {
        follow(platform);
    }

    @Override
    public void onResourceDeleted(ProntuarioPlatform platform) {
        platforms.forget(ResourceID.fromResource(platform));
    }

    @Override
    public Set<ProbeRound> getSecondaryResources(ProntuarioPlatform platform) {
        return Set.of();
    }

    /** Requests a pass over this object; without effect on a follower. */
    void requestPass(ResourceID id) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(id));
        }
    }

    // Called on the informer's thread, which an exception would end.
    private void follow(ProntuarioPlatform platform) {
        try (PlatformLog.Scope log = PlatformLog.of(platform).open()) {
            platforms.get(ResourceID.fromResource(platform)).follow(platform);
        } catch (RuntimeException e) {
            LOG.warn("the changed object could not be followed; its next change or pass tries again", e);
        }
    }
}
