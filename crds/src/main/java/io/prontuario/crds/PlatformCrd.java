package io.prontuario.crds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The CustomResourceDefinition of ProntuarioPlatform, as generated and checked in. */
public final class PlatformCrd {
    public static final String NAME = "prontuarioplatforms.platform.prontuario.io";

    /** Where it lies on the class path; the place where Java operator tooling looks for it, too. */
    public static final String RESOURCE = "/META-INF/fabric8/" + NAME + "-v1.yml";

    private PlatformCrd() {}

    /** The YAML to apply to both clusters. */
    public static String yaml() {
        try (InputStream in = PlatformCrd.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
