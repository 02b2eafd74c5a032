package io.prontuario.workloads.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetcherTest {
    private static final byte[] CONTENT = "a model".repeat(50_000).getBytes();

    @TempDir
    Path folder;

    private Path source;
    private Path target;
    private String sha256;

    @BeforeEach
    void prepare() throws Exception {
        source = Files.write(folder.resolve("source"), CONTENT);
        Path volume = Files.createDirectory(folder.resolve("models"));
        target = volume.resolve("smollm2");
        sha256 = Checksums.sha256(source);
    }

    @Test
    void fetchesAFileOnceAndLeavesNothingElse() throws Exception {
        assertThat(fetch(source.toUri().toString(), sha256)).isEqualTo(ModelFetcher.FetchResult.FETCHED);
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(target.getParent().toFile().list()).containsExactly("smollm2");
        Files.delete(source); // the second time must not need the source
        assertThat(fetch(source.toUri().toString(), sha256)).isEqualTo(ModelFetcher.FetchResult.ALREADY_PRESENT);
    }

    @Test
    void rejectsOtherContentAndKeepsThePresentFile() throws Exception {
        Files.write(target, "the good one".getBytes());
        String wrong = "0".repeat(64);
        assertThatThrownBy(() -> fetch(source.toUri().toString(), wrong))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(sha256)
                .hasMessageContaining(wrong)
                .hasMessageContaining("correct the checksum");
        assertThat(target).hasContent("the good one");
        assertThat(target.getParent().toFile().list()).containsExactly("smollm2");
    }

    @Test
    void replacesADamagedFile() throws Exception {
        Files.write(target, "half a mod".getBytes());
        assertThat(fetch(source.toUri().toString(), sha256)).isEqualTo(ModelFetcher.FetchResult.FETCHED);
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void rejectsAnotherSizeThanTheObjectRequires() throws Exception {
        String uri = source.toUri().toString();
        for (long wrong : new long[] {CONTENT.length - 1, CONTENT.length + 1}) {
            assertThatThrownBy(() -> ModelFetcher.standard().fetch(uri, sha256, target, OptionalLong.of(wrong)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(wrong + " bytes that the platform object requires");
        }
        assertThatThrownBy(() -> ModelFetcher.standard().fetch(uri, sha256, target, OptionalLong.of(Long.MAX_VALUE)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("make the volume larger");
        assertThat(target.getParent()).isEmptyDirectory();
        assertThat(ModelFetcher.standard().fetch(uri, sha256, target, OptionalLong.of(CONTENT.length)))
                .isEqualTo(ModelFetcher.FetchResult.FETCHED);
    }

    @Test
    void invalidArgumentsAreNamed() {
        assertThatThrownBy(() -> fetch("ftp://x/y", sha256)).hasMessageContaining("scheme");
        assertThatThrownBy(() -> fetch("file:///x", "abc")).hasMessageContaining("64 lowercase");
        assertThatThrownBy(() -> fetch("file:///does/not/exist", sha256)).hasMessageContaining("/does/not/exist");
    }

    private ModelFetcher.FetchResult fetch(String uri, String checksum) throws ModelException {
        return ModelFetcher.standard().fetch(uri, checksum, target);
    }
}
