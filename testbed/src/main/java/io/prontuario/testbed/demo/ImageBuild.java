package io.prontuario.testbed.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The images of the operator and of the two services, built by Jib on the test bed's base image. Built again only when
 * a source file, a build file or the base image has changed.
 */
final class ImageBuild {
    private static final List<String> MODULES = List.of("operator", "workloads/api", "workloads/inference");
    private static final List<String> SOURCES = List.of("continuity", "crds", "names", "host", "operator", "workloads");
    private static final Path CLASS_DATA = Path.of("testbed/build/class_data.py");
    /** The name of the operator's next version. */
    static final String NEXT_OPERATOR = "localhost/prontuario-operator:next";

    private final Path root;
    private final boolean next;

    /**
     * @param root the repository
     * @param next whether the operator is built once more, as the version that follows
     */
    ImageBuild(Path root, boolean next) {
        this.root = root;
        this.next = next;
    }

    /** Whether the operator's jar is temporarily that of another version. */
    boolean twoOperators() {
        return next;
    }

    List<Path> archives() {
        return Stream.concat(
                        MODULES.stream().map(module -> root.resolve(module).resolve("target/jib-image.tar")),
                        next ? Stream.of(nextOperator()) : Stream.of())
                .toList();
    }

    /** Files with the fingerprint of the sources of the archives. */
    private List<Path> stamps() {
        Path present = root.resolve("testbed/target/images.sha256");
        return next ? List.of(present, root.resolve("testbed/target/images-next.sha256")) : List.of(present);
    }

    private Path nextOperator() {
        return root.resolve("operator/target/jib-image-next.tar");
    }

    /** Whether the archives are those of the present sources. */
    boolean current(Path base) {
        try {
            String fingerprint = fingerprint(base);
            for (Path stamp : stamps()) {
                if (!Files.isRegularFile(stamp) || !Files.readString(stamp).equals(fingerprint)) {
                    return false;
                }
            }
            return archives().stream().allMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Builds what has changed.
     *
     * @param base the base image's archive
     * @param log where Maven writes
     * @throws io.prontuario.cli.CliException when the build fails
     */
    void build(Path base, Path log) throws InterruptedException {
        if (current(base)) {
            return;
        }
        String fingerprint = fingerprint(base);
        if (next) {
            // First, so that the remaining jar is that of the present version.
            maven(
                    List.of("operator"),
                    base,
                    log,
                    List.of(
                            "-Dprontuario.build=next",
                            "-Dprontuario.image=" + NEXT_OPERATOR,
                            "-Djib.outputPaths.tar=" + nextOperator()));
        }
        maven(MODULES, base, log, List.of());
        try {
            addClassData(log);
            for (Path stamp : stamps()) {
                Files.writeString(stamp, fingerprint);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void maven(List<String> modules, Path base, Path log, List<String> more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-pl",
                String.join(",", modules),
                "-am",
                "-Dimage.phase=package",
                "-Djib.from.image=tar://" + base,
                "-Djib.container.environment=JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1",
                "-Djib.console=plain"));
        if (next) {
            // Maven does not rebuild a jar for another version alone.
            arguments.add("-Dmaven.jar.forceCreation=true");
        }
        arguments.addAll(more);
        arguments.add("package");
        MavenRun.in(root, log, arguments);
    }

    /**
     * For all images at once, because each waits for half a minute while its service runs. An image without class data
     * works too, only slower; the log has the error.
     */
    private void addClassData(Path log) throws IOException, InterruptedException {
        List<Process> running = new ArrayList<>();
        for (Path archive : archives()) {
            running.add(new ProcessBuilder("python3", root.resolve(CLASS_DATA).toString(), "image", archive.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        }
        for (Process process : running) {
            process.waitFor();
        }
    }

    private String fingerprint(Path base) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> files = Stream.concat(
                            Stream.of(root.resolve("pom.xml"), root.resolve(CLASS_DATA)),
                            SOURCES.stream().map(root::resolve).flatMap(ImageBuild::inputs))
                    .sorted()
                    .toList();
            for (Path file : files) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            digest.update((base + " " + Files.size(base) + " " + Files.getLastModifiedTime(base))
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Stream<Path> inputs(Path module) {
        try (Stream<Path> files = Files.walk(module)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> file.endsWith("pom.xml") || file.toString().contains("/src/main/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
