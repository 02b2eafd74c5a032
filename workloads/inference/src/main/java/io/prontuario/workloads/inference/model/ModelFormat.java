package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The format of a model file, detected by its first four bytes. */
public enum ModelFormat {
    /** llama.cpp's format: a chat model. */
    GGUF,
    /** whisper.cpp's format: a speech model. */
    WHISPER_GGML,
    /** A zip archive with an ONNX model and its tokenizer: an embedding model. */
    ONNX_ARCHIVE,
    /** A bare ONNX model: Silero VAD. */
    ONNX,
    /** Anything else. */
    UNKNOWN;

    /** The tag of {@code ir_version}, which every ONNX file starts with; ONNX has no magic number. */
    private static final byte ONNX_VERSION_FIELD = 0x08;

    /** Detects the format. */
    public static ModelFormat of(Path file) throws IOException {
        byte[] magic;
        try (InputStream in = Files.newInputStream(file)) {
            magic = in.readNBytes(4);
        }
        if (magic.length > 0 && magic[0] == ONNX_VERSION_FIELD) {
            return ONNX;
        }
        return switch (new String(magic, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            case "GGUF" -> GGUF;
            case "lmgg" -> WHISPER_GGML;
            case "PK\003\004" -> ONNX_ARCHIVE;
            default -> UNKNOWN;
        };
    }
}
