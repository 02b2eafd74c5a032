package io.prontuario.workloads.inference.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds llama.cpp's library where the image build put it. Left to itself the binding unpacks it into a fixed path of the
 * temporary folder, where two processes that share the folder overwrite each other's.
 */
public final class NativeLibraries {
    private static final String PROPERTY = "de.kherud.llama.lib.path";
    private static final String ONNX_PROPERTY = "onnxruntime.native.path";

    private NativeLibraries() {}

    /** Points the binding at {@code <home>/<architecture>} if the library is there and nothing else was asked for. */
    static void prepare() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        String home = System.getProperty("prontuario.native", "/opt/prontuario/native");
        Path folder = Path.of(home, architecture(System.getProperty("os.arch", "")));
        if (Files.exists(folder.resolve(System.mapLibraryName("jllama")))) {
            System.setProperty(PROPERTY, folder.toString());
        }
    }

    /** The same for ONNX Runtime's two libraries, in {@code <home>/onnxruntime}. */
    public static void prepareOnnx() {
        Path folder = Path.of(System.getProperty("prontuario.native", "/opt/prontuario/native"), "onnxruntime");
        if (System.getProperty(ONNX_PROPERTY) == null
                && Files.exists(folder.resolve(System.mapLibraryName("onnxruntime")))) {
            System.setProperty(ONNX_PROPERTY, folder.toString());
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
