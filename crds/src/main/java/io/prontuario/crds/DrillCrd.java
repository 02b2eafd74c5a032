package io.prontuario.crds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The CustomResourceDefinition of FailoverDrill, as generated and checked in. */
public final class DrillCrd {
    public static final String NAME = "failoverdrills.platform.prontuario.io";

    /** Where it lies on the class path; the place where Java operator tooling looks for it, too. */
    public static final String RESOURCE = "/META-INF/fabric8/" + NAME + "-v1.yml";

    private DrillCrd() {}

    /** The YAML to apply on site. */
    public static String yaml() {
        try (InputStream in = DrillCrd.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
