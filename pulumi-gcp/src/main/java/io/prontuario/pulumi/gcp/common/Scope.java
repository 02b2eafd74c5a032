package io.prontuario.pulumi.gcp.common;

import io.prontuario.pulumi.gcp.config.StackConfig;
import java.util.Map;

/**
 * Where resources are made and what they are called.
 *
 * @param name the prefix of names
 * @param environment dev, staging or prod
 * @param project the Google Cloud project id
 * @param region the region
 * @param production whether this is production
 */
public record Scope(String name, String environment, String project, String region, boolean production) {
    public static Scope of(StackConfig config) {
        return new Scope(
                config.name(),
                config.environment().id(),
                config.project(),
                config.region(),
                config.environment().production());
    }

    /** The physical name of a part. One project per stack, so the environment need not be in it. */
    public String named(String part) {
        return name + "-" + part;
    }

    /** A name in a namespace that all of Google Cloud shares. */
    public String globallyNamed(String part) {
        return project + "-" + part;
    }

    /** Labels of every resource that takes them: whose it is, and what kind of data it may hold. */
    public Map<String, String> labels() {
        return Map.of("app", name, "environment", environment, "managed-by", "pulumi", "data-class", "health");
    }

    public String zone(char letter) {
        return region + "-" + letter;
    }
}
