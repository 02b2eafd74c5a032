package io.prontuario.workloads.inference.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Points each binding at the native library that the image build unpacked to {@code <home>}, {@code /opt/prontuario/native}
 * unless the system property {@code prontuario.native} names another folder. Left to themselves the bindings unpack their
 * libraries into shared folders at the first use: two processes that share a temporary folder overwrite each other's.
 */
public final class NativeLibraries {
    private static final String LLAMA = "de.kherud.llama.lib.path";
    private static final String ONNX_RUNTIME = "onnxruntime.native.path";
    private static final String TOKENIZERS = "RUST_LIBRARY_PATH";

    private NativeLibraries() {}

    /** llama.cpp, in {@code <home>/<architecture>}. */
    static void prepareLlama() {
        Path folder = home().resolve(architecture(System.getProperty("os.arch", "")));
        if (Files.exists(folder.resolve(System.mapLibraryName("jllama")))) {
            setUnlessSet(LLAMA, folder.toString());
        }
    }

    /** ONNX Runtime's two libraries, in {@code <home>/onnxruntime}. */
    public static void prepareOnnxRuntime() {
        Path folder = home().resolve("onnxruntime");
        if (Files.exists(folder.resolve(System.mapLibraryName("onnxruntime")))) {
            setUnlessSet(ONNX_RUNTIME, folder.toString());
        }
    }

    /**
     * Hugging Face's tokenizers, in {@code <home>/tokenizers}. The binding is put offline: otherwise it reports the first use to
     * its maker from machines in AWS, and downloads another library where it finds a GPU.
     */
    public static void prepareTokenizers() {
        System.setProperty("ai.djl.offline", "true");
        Path library = home().resolve("tokenizers").resolve(System.mapLibraryName("tokenizers"));
        if (Files.exists(library)) {
            setUnlessSet(TOKENIZERS, library.toString());
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("prontuario.native", "/opt/prontuario/native"));
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static String architecture(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> osArch;
        };
    }
}
