package io.prontuario.crds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The CustomResourceDefinition of ProntuarioPlatform, as generated from the types. */
public final class PlatformCrd {
    public static final String NAME = "prontuarioplatforms.platform.prontuario.io";

    /** The resource on the class path, where Java operator tools expect it. */
    public static final String RESOURCE = "/META-INF/fabric8/" + NAME + "-v1.yml";

    private PlatformCrd() {}

    /** The YAML to apply to both clusters. */
    public static String yaml() {
        try (InputStream in = PlatformCrd.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
