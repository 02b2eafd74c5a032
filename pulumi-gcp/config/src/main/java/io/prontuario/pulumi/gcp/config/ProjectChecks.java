package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;
import java.util.regex.Pattern;

/** Project id, region and name prefix. */
final class ProjectChecks implements Checks.Check {
    /** The only Google Cloud region in Brazil; southamerica-west1 is in Chile. */
    static final String BRAZIL = "southamerica-east1";

    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,12}[a-z0-9]");

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        var project = c.project();
        problems.require(
                project.id().isEmpty() || PROJECT.matcher(project.id()).matches(),
                "project",
                "\"" + project.id() + "\" is not a project id",
                "use the id (6 to 30 lower-case letters, digits, hyphens), not the display name or number");
        problems.require(
                project.region().equals(BRAZIL),
                "region",
                "\"" + project.region() + "\" is not in Brazil; patient data must stay in Brazil",
                "use " + BRAZIL);
        problems.require(
                NAME.matcher(project.name()).matches(),
                "name",
                "\"" + project.name() + "\" cannot prefix a service account id of at most 30 characters",
                "use 2 to 14 lower-case letters, digits or hyphens, starting with a letter");
    }
}
