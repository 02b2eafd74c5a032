package io.prontuario.pulumi.local.config;

import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import io.prontuario.crds.validation.Problem.Error;
import io.prontuario.pulumi.config.ConfigProblems;
import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.local.config.LocalConfig.OperatorPods;
import io.prontuario.pulumi.local.config.LocalConfig.Quota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks the configuration of an on-site stack. */
public final class LocalConfigReader {
    /** Keys whose values are secrets. */
    public static final Set<String> SECRETS = Set.of("agentToken", SecretDataReader.SECRETS, SecretDataReader.SEED);

    private static final Pattern DIGEST = Pattern.compile("\\S+@sha256:[0-9a-f]{64}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern QUANTITY = Pattern.compile("\\d+(m|Ki|Mi|Gi|Ti)?");

    private final ConfigSource source;
    private final ConfigProblems problems = new ConfigProblems();

    private LocalConfigReader(ConfigSource source) {
        this.source = source;
    }

    /**
     * Reads and checks every key.
     *
     * @param folder the folder that file names are relative to
     * @param now the time at which the platform object is validated
     * @throws InvalidConfigException with every problem found
     */
    public static LocalConfig read(ConfigSource source, Path folder, Instant now) {
        LocalConfigReader reader = new LocalConfigReader(source);
        LocalConfig config = reader.parse(folder, now);
        reader.problems.throwIfAny();
        return config;
    }

    private LocalConfig parse(Path folder, Instant now) {
        String environment = string("environment", "");
        problems.require(
                Set.of("dev", "prod").contains(environment),
                "environment",
                "\"" + environment + "\" is not one of the choices",
                "write dev or prod");
        boolean production = environment.equals("prod");
        String image = image(production);
        String namespace = string("namespace", "prontuario");
        problems.require(
                LABEL.matcher(namespace).matches(),
                "namespace",
                "\"" + namespace + "\" is not a DNS label",
                "use lower-case letters, digits and hyphens");
        int replicas = replicas(production);
        Quota quota = new Quota(quantity("quotaCpu", "48"), quantity("quotaMemory", "384Gi"), number("quotaPods", 60));
        problems.require(
                quota.pods() >= replicas + 2,
                "quotaPods",
                quota.pods() + " is too small for the operator and the services",
                "use 60");
        problems.require(
                source.keys().contains("agentToken"),
                "agentToken",
                "is not set",
                "run pulumi config set --secret agentToken");
        String platform = platform(folder, now);
        return new LocalConfig(
                production,
                value("context"),
                namespace,
                new OperatorPods(image, replicas, value("edgeNode")),
                platform,
                secrets(platform),
                quota);
    }

    /** @param platform empty where it is not valid, which is said already */
    private SecretData secrets(String platform) {
        return platform.isEmpty()
                ? new SecretData(Map.of())
                : new SecretDataReader(problems)
                        .read(source, PlatformYaml.read(platform).getSpec());
    }

    private String image(boolean production) {
        String image = string("operatorImage", "");
        if (image.isEmpty()) {
            problems.add("operatorImage", "is not set", "set the operator's image");
        } else {
            problems.require(
                    !production || DIGEST.matcher(image).matches(),
                    "operatorImage",
                    "\"" + image + "\" has no digest; in prod the image must not change",
                    "write NAME@sha256:DIGEST");
        }
        return image;
    }

    private int replicas(boolean production) {
        int replicas = number("replicas", 2);
        problems.require(
                replicas >= 1 && replicas <= 3,
                "replicas",
                replicas + " is out of range for three failure domains",
                "use 2, at most 3");
        problems.require(
                !production || replicas != 1,
                "replicas",
                "is 1 in prod; if its host fails, there is no failover",
                "use 2");
        return replicas;
    }

    private Optional<String> value(String key) {
        return source.get(key).filter(v -> !v.isBlank());
    }

    private String string(String key, String defaultValue) {
        return value(key).orElse(defaultValue);
    }

    private int number(String key, int defaultValue) {
        String text = string(key, Integer.toString(defaultValue));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            problems.add(key, "\"" + text + "\" is not a whole number", "write digits only");
            return defaultValue;
        }
    }

    private String quantity(String key, String defaultValue) {
        String text = string(key, defaultValue);
        problems.require(
                QUANTITY.matcher(text).matches(),
                key,
                "\"" + text + "\" is not a quantity",
                "write a quantity such as 48 or 384Gi");
        return text;
    }

    private String platform(Path folder, Instant now) {
        String file = string("platformFile", "");
        if (file.isEmpty()) {
            problems.add(
                    "platformFile",
                    "is not set",
                    "set the file of a ProntuarioPlatform, such as ../examples/mac-studio-ha.yaml");
            return "";
        }
        try {
            String base = Files.readString(folder.resolve(file));
            Optional<String> overlay = value("overlayFile");
            String yaml = overlay.isPresent()
                    ? PlatformOverlay.merge(base, Files.readString(folder.resolve(overlay.get())))
                    : base;
            List<Problem> errors = PlatformValidator.validate(yaml, now).stream()
                    .filter(Error.class::isInstance)
                    .toList();
            errors.forEach(p -> invalid(file, p.toString()));
            return errors.isEmpty() ? yaml : "";
        } catch (IOException e) {
            problems.add(
                    "platformFile", "cannot read " + e.getMessage(), "use files that exist, relative to Pulumi.yaml");
        } catch (PlatformYamlException e) {
            invalid(file, String.valueOf(e.getMessage()));
        }
        return "";
    }

    private void invalid(String file, String what) {
        problems.add("platformFile", file + ": " + what, "run prontuario validate " + file);
    }
}
