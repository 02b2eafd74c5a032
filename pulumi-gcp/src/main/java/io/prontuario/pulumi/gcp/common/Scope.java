package io.prontuario.pulumi.gcp.common;

import io.prontuario.pulumi.gcp.config.StackConfig;
import java.util.Map;

/**
 * Location, names and labels of the stack's resources.
 *
 * @param name the prefix of names
 * @param environment dev, staging or prod
 * @param project the Google Cloud project id
 * @param region the region
 * @param production whether this is production
 */
public record Scope(String name, String environment, String project, String region, boolean production) {
    public static Scope of(StackConfig.Project project) {
        return new Scope(
                project.name(),
                project.environment().id(),
                project.id(),
                project.region(),
                project.environment().production());
    }

    /** The physical name of a resource. It does not contain the environment, because each stack has a project of its own. */
    public String named(String part) {
        return name + "-" + part;
    }

    /** The physical name of a resource whose names are unique in all of Google Cloud, such as a bucket. */
    public String globallyNamed(String part) {
        return project + "-" + part;
    }

    /** Labels for every resource that can have labels. */
    public Map<String, String> labels() {
        return Map.of("app", name, "environment", environment, "managed-by", "pulumi", "data-class", "health");
    }

    public String zone(char letter) {
        return region + "-" + letter;
    }
}
