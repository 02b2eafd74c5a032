package io.prontuario.pulumi.local.config;

import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem.Error;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An on-site stack's configuration.
 *
 * @param production whether every resource is protected
 * @param operatorImage the operator's image; by digest in production
 * @param replicas operator pods, one per failure domain at most
 * @param edgeNode the node that a replica prefers
 * @param platform the hospital's object as YAML, overlays applied
 * @param quota ceilings of the namespace
 */
public record LocalConfig(
        boolean production,
        Optional<String> context,
        String namespace,
        String operatorImage,
        int replicas,
        Optional<String> edgeNode,
        String platform,
        Quota quota) {
    /** Keys whose values are secrets: only whether they are set is known here. */
    public static final Set<String> SECRETS = Set.of("agentToken", "recordsPassword");

    private static final Pattern DIGEST = Pattern.compile("\\S+@sha256:[0-9a-f]{64}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern QUANTITY = Pattern.compile("\\d+(m|Ki|Mi|Gi|Ti)?");

    /** Kubernetes quantities. */
    public record Quota(String cpu, String memory, int pods) {}

    /**
     * Reads and checks everything.
     *
     * @param get values by key
     * @param set keys that are set, secrets included
     * @param folder what file names are relative to
     * @throws InvalidConfigException with every problem found
     */
    public static LocalConfig read(Function<String, Optional<String>> get, Set<String> set, Path folder, Instant now) {
        List<Problem> problems = new ArrayList<>();
        Function<String, Optional<String>> value = key -> get.apply(key).filter(v -> !v.isBlank());
        String environment = value.apply("environment").orElse("");
        if (!Set.of("dev", "prod").contains(environment)) {
            problems.add(new Problem("environment", "\"" + environment + "\" is not a choice", "write dev or prod"));
        }
        boolean production = environment.equals("prod");
        String image = value.apply("operatorImage").orElse("");
        if (image.isEmpty()) {
            problems.add(new Problem("operatorImage", "is not set", "name the operator's image"));
        } else if (production && !DIGEST.matcher(image).matches()) {
            problems.add(new Problem(
                    "operatorImage",
                    "\"" + image + "\" has no digest in prod, so what runs could change",
                    "write NAME@sha256:…"));
        }
        String namespace = value.apply("namespace").orElse("prontuario");
        if (!LABEL.matcher(namespace).matches()) {
            problems.add(new Problem(
                    "namespace",
                    "\"" + namespace + "\" is not a DNS label",
                    "use lower-case letters, digits and hyphens"));
        }
        int replicas = number("replicas", value.apply("replicas").orElse("2"), problems);
        if (replicas < 1 || replicas > 3) {
            problems.add(
                    new Problem("replicas", replicas + " operators for three failure domains", "use 2; 3 at most"));
        } else if (production && replicas < 2) {
            problems.add(
                    new Problem("replicas", "is 1 in prod: an operator on the dead host means no failover", "use 2"));
        }
        Quota quota = new Quota(
                value.apply("quotaCpu").orElse("48"),
                value.apply("quotaMemory").orElse("384Gi"),
                number("quotaPods", value.apply("quotaPods").orElse("60"), problems));
        quantity("quotaCpu", quota.cpu(), problems);
        quantity("quotaMemory", quota.memory(), problems);
        if (quota.pods() < replicas + 2) {
            problems.add(new Problem("quotaPods", quota.pods() + " pods leave no room beside the operator", "use 60"));
        }
        for (String secret : SECRETS.stream().sorted().toList()) {
            if (!set.contains(secret)) {
                problems.add(new Problem(secret, "is not set", "pulumi config set --secret " + secret));
            }
        }
        String platform = platform(value, folder, now, problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new LocalConfig(
                production,
                value.apply("context"),
                namespace,
                image,
                replicas,
                value.apply("edgeNode"),
                platform,
                quota);
    }

    private static int number(String key, String text, List<Problem> problems) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            problems.add(new Problem(key, "\"" + text + "\" is not a whole number", "write digits only"));
            return 2;
        }
    }

    private static void quantity(String key, String text, List<Problem> problems) {
        if (!QUANTITY.matcher(text).matches()) {
            problems.add(new Problem(key, "\"" + text + "\" is not a quantity", "write one such as 48 or 384Gi"));
        }
    }

    private static String platform(
            Function<String, Optional<String>> value, Path folder, Instant now, List<Problem> problems) {
        String file = value.apply("platformFile").orElse("");
        if (file.isEmpty()) {
            problems.add(new Problem(
                    "platformFile", "is not set", "name a ProntuarioPlatform, such as ../examples/mac-studio-ha.yaml"));
            return "";
        }
        try {
            String base = Files.readString(folder.resolve(file));
            Optional<String> overlay = value.apply("overlayFile");
            String yaml = overlay.isPresent()
                    ? PlatformOverlay.merge(base, Files.readString(folder.resolve(overlay.get())))
                    : base;
            PlatformValidator.validate(yaml, now).stream()
                    .filter(Error.class::isInstance)
                    .forEach(p -> problems.add(
                            new Problem("platformFile", file + ": " + p, "see prontuario validate " + file)));
            return yaml;
        } catch (IOException e) {
            problems.add(new Problem(
                    "platformFile", "cannot read " + e.getMessage(), "name files that exist, relative to Pulumi.yaml"));
        } catch (PlatformYamlException e) {
            problems.add(new Problem("platformFile", file + ": " + e.getMessage(), "see prontuario validate " + file));
        }
        return "";
    }
}
