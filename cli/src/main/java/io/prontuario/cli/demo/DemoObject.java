package io.prontuario.cli.demo;

import io.prontuario.cli.output.TextDiff;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The example with the testbed's overlay: addresses, images, models and windows, and nothing else. */
final class DemoObject {
    private static final String MODEL_FILE = "smollm2.gguf";
    private final Path home;
    private final Testbed testbed;
    private @Nullable ProntuarioPlatform platform;

    DemoObject(Path home, Testbed testbed) {
        this.home = home;
        this.testbed = testbed;
    }

    /** Ready to apply. The models must have been prepared. */
    ProntuarioPlatform platform() {
        if (platform == null) {
            platform = PlatformOverlay.apply(example(), overlay(), model());
        }
        return platform;
    }

    private String example() {
        return read(home.resolve("examples/mac-studio-ha.yaml"));
    }

    private String overlay() {
        return read(home.resolve("examples/overlays/testbed.yaml"));
    }

    /** Where the prepared model is served, and its checksum. */
    private String model() {
        Path file = testbed.installation().models().resolve(MODEL_FILE);
        return """
                spec:
                  models:
                    - name: smollm2
                      source: %s/%s
                      sha256: %s
                """
                .formatted(testbed.modelUrl(), MODEL_FILE, sha256(file));
    }

    /** The lines that the overlay changes. */
    String difference() {
        return TextDiff.of(PlatformYaml.write(PlatformYaml.read(example())), PlatformYaml.write(platform()));
    }

    String name() {
        return platform().getMetadata().getName();
    }

    String namespace() {
        return platform().getMetadata().getNamespace();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
