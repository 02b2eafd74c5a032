package io.prontuario.crds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The CustomResourceDefinition of FailoverDrill, as generated from the types. */
public final class DrillCrd {
    public static final String NAME = "failoverdrills.platform.prontuario.io";

    /** The resource on the class path, where Java operator tools expect it. */
    public static final String RESOURCE = "/META-INF/fabric8/" + NAME + "-v1.yml";

    private DrillCrd() {}

    /** The YAML to apply on site. */
    public static String yaml() {
        try (InputStream in = DrillCrd.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
