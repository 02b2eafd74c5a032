package io.prontuario.testbed.demo;

import io.prontuario.cli.action.Cluster;
import io.prontuario.operator.install.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Another version of the operator is rolled out: no request fails, no backend of a front door is emptied, and the
 * services' pods stay as they are. The version is another build of the same sources, with another version string and
 * image digest.
 */
final class OperatorRollout implements StepScript {
    private static final String LABEL = "app.kubernetes.io/managed-by";
    private static final Duration LIMIT = Duration.ofSeconds(120);
    /** Two rounds of checks and a pass of the new leader's. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(15);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        StretchedControlPlane controlPlane =
                context.environment().controlPlane().orElseThrow();
        try (Cluster onsite = context.environment().cluster("onsite");
                BackendWatch backends = BackendWatch.start(controlPlane)) {
            OperatorPods operators = new OperatorPods(onsite);
            Map<String, String> templates = templates(onsite);
            Set<String> pods = names(operators);
            Set<String> contents = operators.imageIds();
            Optional<ObservedStatus> before = context.onsite().latest();
            TermWatch boxes = new TermWatch(controlPlane.agents());
            long term = boxes.term();
            long from = System.nanoTime();
            context.baseline();
            long fault = System.nanoTime();
            operators.change(container -> container.setImage(ImageBuild.NEXT_OPERATOR));
            boolean done = operators.await(LIMIT, operators::rolledOut);
            OptionalLong acted = boxes.awaitAfter(term, LIMIT);
            context.timeline().log("%s runs as %s", ImageBuild.NEXT_OPERATOR, names(operators));
            StepContext.until(System.nanoTime(), AFTERWARDS);
            long to = System.nanoTime();
            context.settle(to);
            List<StepCheck> checks = new ArrayList<>();
            Set<String> after = names(operators);
            after.retainAll(pods);
            checks.add(new StepCheck(
                    "new version",
                    done && after.isEmpty() && acted.isPresent(),
                    done && acted.isPresent()
                            ? "every replica is new, and front doors accepted an order of the new leader %d ms after the change"
                                    .formatted((acted.getAsLong() - fault) / 1_000_000)
                            : "not rolled out within " + LIMIT.toSeconds() + " s, or there is no leader"));
            checks.add(anotherBuild(contents, operators.imageIds()));
            checks.add(backends.verdict());
            Map<String, String> now = templates(onsite);
            checks.add(new StepCheck(
                    "pod templates unchanged",
                    !templates.isEmpty() && templates.equals(now),
                    templates.equals(now)
                            ? templates.size() + " Deployments"
                            : "before " + templates + ", after " + now));
            Optional<ObservedStatus> last = context.onsite().latest();
            checks.add(
                    before.isPresent() && last.isPresent()
                            ? HistoryChecks.unchanged("state on site", before.get(), last.get())
                            : new StepCheck("state on site", false, "no status was seen"));
            return new StepEvidence(
                    fault,
                    fault,
                    context.load().log().gets(from, to),
                    context.load().log().streams(from, to),
                    Set.of(),
                    false,
                    OptionalLong.empty(),
                    checks);
        }
    }

    private static StepCheck anotherBuild(Set<String> before, Set<String> after) {
        return new StepCheck(
                "another build",
                !before.isEmpty() && after.size() == 1 && Collections.disjoint(before, after),
                "image content before " + before + ", after " + after);
    }

    private static Set<String> names(OperatorPods operators) {
        return operators.ready().stream()
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Each service's Deployment with what its pods are made from. */
    private static Map<String, String> templates(Cluster onsite) {
        return onsite
                .client()
                .apps()
                .deployments()
                .inNamespace(onsite.namespace())
                .withLabel(LABEL, Installation.NAME)
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(
                        deployment -> deployment.getMetadata().getName(),
                        deployment -> Integer.toHexString(
                                deployment.getSpec().getTemplate().hashCode()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @Override
    public List<StepCheck> recover(StepContext context) {
        return List.of();
    }
}
