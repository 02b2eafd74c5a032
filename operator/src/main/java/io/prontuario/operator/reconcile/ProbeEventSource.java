package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.observe.ProbeRound;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins this process's own looking with the reconcile loop: every platform object that the informer sees gets a loop, on
 * followers too, and every completed round of checks asks for a pass.
 */
final class ProbeEventSource extends AbstractEventSource<ProbeRound, ProntuarioPlatform>
        implements ResourceEventAware<ProntuarioPlatform> {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeEventSource.class);

    private final ManagedPlatforms loops;

    ProbeEventSource(ManagedPlatforms loops) {
        super(ProbeRound.class, "probes");
        this.loops = loops;
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
        loops.forget(ResourceID.fromResource(platform));
    }

    @Override
    public Set<ProbeRound> getSecondaryResources(ProntuarioPlatform platform) {
        return Set.of();
    }

    /** Asks for a pass over this object; nothing happens on a follower. */
    void wake(ResourceID id) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(id));
        }
    }

    // Called by the informer: an exception here would be the informer's.
    private void follow(HasMetadata platform) {
        try {
            loops.follow((ProntuarioPlatform) platform);
        } catch (RuntimeException e) {
            LOG.warn("cannot follow {} yet", platform.getMetadata().getName(), e);
        }
    }
}
