package io.prontuario.operator.spec;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which spec of one platform runs: the object's own when it is valid, else the last valid one. Thread-safe.
 */
public final class SpecAdmission {
    private final SpecValidator validator;
    private final AcceptedSpecStore store;
    private final EventRecorder events;
    private @Nullable AcceptedSpec last;
    private long reported = -1;
    /** Validation looks years ahead on the drill calendar: once per spec, not once per pass. */
    private @Nullable PlatformSpec validated;

    private List<SpecProblem> found = List.of();

    public SpecAdmission(SpecValidator validator, AcceptedSpecStore store, EventRecorder events) {
        this.validator = validator;
        this.store = store;
        this.events = events;
    }

    /**
     * @param running the spec that runs now; empty when none was ever accepted
     * @param problems what is wrong with the object's present spec; empty when that is the one that runs
     */
    public record Verdict(Optional<AcceptedSpec> running, List<SpecProblem> problems) {
        /** Field and remedy of every problem, on one line. */
        public String problemText() {
            return problems.stream().map(SpecProblem::toString).collect(Collectors.joining("; "));
        }
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException when the last valid spec is needed and cannot be read */
    public synchronized Verdict judge(ProntuarioPlatform platform) {
        List<SpecProblem> problems = problems(platform);
        if (problems.isEmpty()) {
            last = AcceptedSpec.of(platform.getSpec(), platform.getMetadata().getGeneration());
        } else if (last == null) {
            last = store.load(PlatformRef.of(platform)).orElse(null);
        }
        return new Verdict(Optional.ofNullable(last), problems);
    }

    /** The spec that ran when it was judged last; empty when none was accepted in this process. */
    public synchronized Optional<AcceptedSpec> running() {
        return Optional.ofNullable(last);
    }

    /** One Event for each generation that is not valid. */
    public synchronized void report(ProntuarioPlatform platform, Verdict verdict) {
        long generation = platform.getMetadata().getGeneration();
        if (!verdict.problems().isEmpty() && generation != reported) {
            events.record(
                    PlatformRef.of(platform),
                    EventRecorder.Level.Warning,
                    "InvalidSpec",
                    Long.toString(generation),
                    verdict.problemText());
        }
        reported = generation;
    }

    private List<SpecProblem> problems(ProntuarioPlatform platform) {
        if (platform.getSpec() == null) {
            return List.of(new SpecProblem("spec", "is missing; write one, for example from examples/"));
        }
        if (!platform.getSpec().equals(validated)) {
            found = validator.problems(platform.getSpec());
            validated = platform.getSpec();
        }
        return found;
    }
}
