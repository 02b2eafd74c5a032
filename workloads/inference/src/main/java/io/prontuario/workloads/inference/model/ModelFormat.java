package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a model file says it is in its first four bytes. */
public enum ModelFormat {
    /** llama.cpp's format. */
    GGUF,
    /** The format of whisper.cpp's models. */
    WHISPER_GGML,
    /** An archive (zip) with an ONNX model and its tokenizer. */
    ONNX_ARCHIVE,
    /** An ONNX model by itself. */
    ONNX,
    /** Anything else. */
    UNKNOWN;

    /** ONNX has no magic number; every file begins with the field that holds its version. */
    private static final byte ONNX_VERSION_FIELD = 0x08;

    /** Reads the first bytes of the file. */
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
