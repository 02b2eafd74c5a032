package io.prontuario.testbed.demo;

import com.github.difflib.DiffUtils;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The example with a level's overlay, which changes addresses, images, models and windows only. */
public final class DemoObject {
    private static final String MODEL_FILE = "smollm2.gguf";
    private final Path home;
    private final String overlay;
    private final Supplier<Path> models;
    private final String modelSource;
    private @Nullable ProntuarioPlatform platform;

    /**
     * @param home the repository
     * @param overlay what the level changes
     * @param models prepares the models and returns their folder; called when the object is needed
     * @param modelSource where hosts fetch those files: a URI without the file's name
     */
    public DemoObject(Path home, String overlay, Supplier<Path> models, String modelSource) {
        this.home = home;
        this.overlay = overlay;
        this.models = models;
        this.modelSource = modelSource;
    }

    /** @param publicSide whether there is a public name to keep */
    static DemoObject of(Path home, Testbed testbed, boolean publicSide) {
        String overlay = overlay(home, "testbed");
        return new DemoObject(
                home,
                publicSide ? PlatformOverlay.merge(overlay, overlay(home, "testbed-public")) : overlay,
                () -> testbed.images().models(),
                testbed.access().modelUrl());
    }

    /** The text of {@code examples/overlays/NAME.yaml}. */
    public static String overlay(Path home, String name) {
        return read(home.resolve("examples/overlays/" + name + ".yaml"));
    }

    /** Ready to apply. The models must have been prepared. */
    public ProntuarioPlatform platform() {
        if (platform == null) {
            platform = PlatformOverlay.apply(example(), overlay, model());
        }
        return platform;
    }

    private String example() {
        return read(home.resolve("examples/mac-studio-ha.yaml"));
    }

    /** Where the prepared model is served, and its checksum. */
    private String model() {
        return """
                spec:
                  models:
                    - name: smollm2
                      source: %s/%s
                      sha256: %s
                """
                .formatted(modelSource, MODEL_FILE, sha256(models.get().resolve(MODEL_FILE)));
    }

    /** What the overlay changes that a hospital would notice: windows and models. */
    List<HospitalDifference> differences() {
        return differences(PlatformYaml.read(example()).getSpec(), platform().getSpec());
    }

    static List<HospitalDifference> differences(PlatformSpec example, PlatformSpec run) {
        List<HospitalDifference> differences = new ArrayList<>();
        String window = example.failover().failback().stabilization();
        String shortened = run.failover().failback().stabilization();
        if (!shortened.equals(window)) {
            differences.add(new HospitalDifference(
                    "windows", "a returned host is admitted after " + shortened + " instead of " + window));
        }
        String models = names(example);
        if (!names(run).equals(models)) {
            differences.add(
                    new HospitalDifference("models", "a small stand-in, " + names(run) + ", instead of " + models));
        }
        return differences;
    }

    private static String names(PlatformSpec spec) {
        return spec.models().stream().map(ModelSpec::name).collect(Collectors.joining(" and "));
    }

    /** The lines that the overlay changes. */
    public String difference() {
        return DiffUtils.diff(
                        PlatformYaml.write(PlatformYaml.read(example())).lines().toList(),
                        PlatformYaml.write(platform()).lines().toList())
                .getDeltas()
                .stream()
                .flatMap(delta -> Stream.concat(
                        delta.getSource().getLines().stream().map(line -> "- " + line),
                        delta.getTarget().getLines().stream().map(line -> "+ " + line)))
                .collect(Collectors.joining("\n"));
    }

    /** How a lost writer is found as the example has it. */
    public DetectionSpec detection() {
        return Objects.requireNonNull(platform().getSpec().postgres(), "spec.data.postgres")
                .detection();
    }

    public String name() {
        return platform().getMetadata().getName();
    }

    public String namespace() {
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
