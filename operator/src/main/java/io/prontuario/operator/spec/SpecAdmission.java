package io.prontuario.operator.spec;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.PlatformRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which spec of one platform runs. Thread-safe. */
public final class SpecAdmission {
    private final SpecValidator check;
    private final AcceptedSpecStore store;
    private @Nullable AcceptedSpec last;
    private long announced = -1;
    /** Judging looks years ahead on the drill calendar: once per spec, not once per pass. */
    private @Nullable PlatformSpec judged;

    private List<SpecProblem> found = List.of();

    public SpecAdmission(SpecValidator check, AcceptedSpecStore store) {
        this.check = check;
        this.store = store;
    }

    /**
     * @param running the spec that runs now; empty when none was ever accepted
     * @param problems what is wrong with the object's present spec; empty when that is the one that runs
     */
    public record Verdict(Optional<AcceptedSpec> running, List<SpecProblem> problems) {}

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException when the last good spec is needed and cannot be read */
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

    /** Whether this bad spec has not been spoken of yet. */
    public synchronized boolean isNews(ProntuarioPlatform platform, Verdict verdict) {
        long generation = platform.getMetadata().getGeneration();
        boolean news = !verdict.problems().isEmpty() && generation != announced;
        announced = generation;
        return news;
    }

    private List<SpecProblem> problems(ProntuarioPlatform platform) {
        if (platform.getSpec() == null) {
            return List.of(new SpecProblem("spec", "is missing; write one, for example from examples/"));
        }
        if (!platform.getSpec().equals(judged)) {
            found = check.problems(platform.getSpec());
            judged = platform.getSpec();
        }
        return found;
    }
}
