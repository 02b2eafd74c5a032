package io.prontuario.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.reconcile.Policies;
import io.prontuario.operator.support.Passes;
import io.prontuario.operator.support.Platforms;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class AnnounceExecutorIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    KubernetesClient client;

    @Test
    void aTransitionMakesOneEvent() {
        State.Transition transition = transition(NOW);
        executor().carryOut(new Action.Announce(transition), context(transition));
        executor().carryOut(new Action.Announce(transition), context(transition));

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getReason()).isEqualTo("EmergencyProfile");
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getMessage()).contains("mac-studio-1 to cloud", "epoch 3", "no host serves");
        });
    }

    @Test
    void aNewLeaderAnnouncesARecentTransitionAgain() {
        State.Transition recent = transition(NOW.minusSeconds(599));
        executor().carryOutAgain(context(recent));
        assertThat(events()).hasSize(1);

        State.Transition old = transition(NOW.minusSeconds(600));
        executor().carryOutAgain(context(old));
        assertThat(events()).hasSize(1);
    }

    private AnnounceExecutor executor() {
        return new AnnounceExecutor(
                new EventRecorder(client, Clock.fixed(NOW, ZoneOffset.UTC), "test"),
                (platform, spec, transition) -> {});
    }

    private List<Event> events() {
        return client.v1().events().inNamespace("prontuario").list().getItems();
    }

    private static State.Transition transition(Instant decidedAt) {
        return new State.Transition(
                Mode.FULL,
                Mode.EMERGENCY,
                Optional.of(new SiteName("mac-studio-1")),
                Optional.of(SiteName.CLOUD),
                3,
                "no host serves",
                new State.TransitionTimes(Optional.empty(), decidedAt, Optional.empty(), Optional.empty()));
    }

    private static ActionContext context(State.Transition newest) {
        PlatformSpec spec = Platforms.twoHosts("prontuario", 30080).getSpec();
        State state = new FailoverDecider().initial(Policies.of(spec, OperatorRole.ONSITE), NOW);
        State recorded = new State(
                new State.Roles(
                        newest.to(),
                        newest.toSite(),
                        newest.epoch(),
                        state.roles().cloud()),
                state.sites(),
                new State.History(List.of(newest), List.of()),
                state.reports(),
                state.clock(),
                state.drain());
        ProntuarioPlatform platform = Platforms.twoHosts("prontuario", 30080);
        platform.getMetadata().setUid("uid-1");
        return new ActionContext(Passes.of(platform, OperatorRole.ONSITE, NOW), recorded, Set.of());
    }
}
