package io.prontuario.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The software bill of materials (CycloneDX) that the build generates, checked against the libraries of the image. */
public final class Sbom {
    private final List<JsonNode> components;

    private Sbom(List<JsonNode> components) {
        this.components = components;
    }

    /** The bill of materials of this module's build. */
    public static Sbom built() throws IOException {
        JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(Path.of("target/bom.json")));
        assertThat(document.path("bomFormat").asText()).isEqualTo("CycloneDX");
        return new Sbom(StreamSupport.stream(document.path("components").spliterator(), false)
                .toList());
    }

    /** The names of all components. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        components.forEach(component -> names.add(component.path("name").asText()));
        return names;
    }

    /** Fails if a third-party library of the image is not listed with its checksum. */
    public void assertLists(Path libraries) throws IOException {
        Set<String> known = new TreeSet<>();
        for (JsonNode component : components) {
            for (JsonNode hash : component.path("hashes")) {
                known.add(hash.path("content").asText());
            }
        }
        try (Stream<Path> jars = Files.list(libraries)) {
            List<Path> foreign = jars.filter(jar -> !jar.toString().endsWith("-SNAPSHOT.jar"))
                    .toList();
            assertThat(foreign).isNotEmpty();
            for (Path jar : foreign) {
                String sha256 = sha256(jar);
                assertThat(known)
                        .as(jar.getFileName() + " is listed with its checksum")
                        .contains(sha256);
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
