package io.prontuario.workloads.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a real GGUF file of a random two-layer Llama with a small vocabulary: real enough for the engine to load, template,
 * count and generate; small enough (below 1 MB) to make in a test. It never ends an answer by itself, because only ordinary
 * words have a non-zero embedding, so streams are as long as they are asked to be.
 */
public final class TinyGguf {
    /** Tokens of context that the file declares. */
    public static final int CONTEXT = 512;

    private static final int EMBEDDING = 64;
    private static final int HEADS = 4;
    private static final int KV_HEADS = 2;
    private static final int FEED_FORWARD = 128;
    private static final int LAYERS = 2;
    private static final int ALIGNMENT = 32;
    private static final int WORDS = 200;

    private static final int TYPE_U32 = 4;
    private static final int TYPE_I32 = 5;
    private static final int TYPE_F32 = 6;
    private static final int TYPE_STRING = 8;
    private static final int TYPE_ARRAY = 9;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int entryCount;
    private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int tensorCount;
    private final Random random = new Random(7);
    private final List<String> tokens = new ArrayList<>();

    private TinyGguf() {
        tokens.addAll(List.of("<unk>", "<s>", "</s>"));
        for (int b = 0; b < 256; b++) {
            tokens.add("<0x%02X>".formatted(b));
        }
        for (int w = 0; w < WORDS; w++) {
            tokens.add("\u2581w" + w);
        }
    }

    /** Writes the file and returns it. */
    public static Path write(Path file) throws IOException {
        TinyGguf model = new TinyGguf();
        model.metadata();
        model.tensors();
        Files.write(file, model.assemble());
        return file;
    }

    private void metadata() {
        text("general.architecture", "llama");
        text("general.name", "tiny-random-llama");
        number("llama.context_length", CONTEXT);
        number("llama.embedding_length", EMBEDDING);
        number("llama.block_count", LAYERS);
        number("llama.feed_forward_length", FEED_FORWARD);
        number("llama.attention.head_count", HEADS);
        number("llama.attention.head_count_kv", KV_HEADS);
        number("llama.rope.dimension_count", EMBEDDING / HEADS);
        key("llama.attention.layer_norm_rms_epsilon", TYPE_F32);
        bytes(entries, 4, b -> b.putFloat(1e-5f));
        text("tokenizer.ggml.model", "llama");
        number("tokenizer.ggml.bos_token_id", 1);
        number("tokenizer.ggml.eos_token_id", 2);
        number("tokenizer.ggml.unknown_token_id", 0);
        array("tokenizer.ggml.tokens", TYPE_STRING);
        tokens.forEach(token -> string(entries, token));
        array("tokenizer.ggml.scores", TYPE_F32);
        for (int i = 0; i < tokens.size(); i++) {
            float score = -i;
            bytes(entries, 4, b -> b.putFloat(score));
        }
        array("tokenizer.ggml.token_type", TYPE_I32);
        for (int i = 0; i < tokens.size(); i++) {
            int type = i == 0 ? 2 : i < 3 ? 3 : i < 259 ? 6 : 1;
            bytes(entries, 4, b -> b.putInt(type));
        }
    }

    private void tensors() {
        tensor("token_embd.weight", EMBEDDING, tokens.size(), 259);
        tensor("output_norm.weight", EMBEDDING, 0, 0);
        int kv = EMBEDDING * KV_HEADS / HEADS;
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "blk." + layer + ".";
            tensor(block + "attn_norm.weight", EMBEDDING, 0, 0);
            tensor(block + "ffn_norm.weight", EMBEDDING, 0, 0);
            tensor(block + "attn_q.weight", EMBEDDING, EMBEDDING, 0);
            tensor(block + "attn_k.weight", EMBEDDING, kv, 0);
            tensor(block + "attn_v.weight", EMBEDDING, kv, 0);
            tensor(block + "attn_output.weight", EMBEDDING, EMBEDDING, 0);
            tensor(block + "ffn_gate.weight", EMBEDDING, FEED_FORWARD, 0);
            tensor(block + "ffn_up.weight", EMBEDDING, FEED_FORWARD, 0);
            tensor(block + "ffn_down.weight", FEED_FORWARD, EMBEDDING, 0);
        }
    }

    /** A matrix of random values whose first {@code zeroRows} rows are zero; with no rows, a vector of ones. */
    private void tensor(String name, int columns, int rows, int zeroRows) {
        long offset = data.size();
        string(infos, name);
        bytes(infos, 4, b -> b.putInt(rows == 0 ? 1 : 2));
        bytes(infos, 8, b -> b.putLong(columns));
        if (rows > 0) {
            bytes(infos, 8, b -> b.putLong(rows));
        }
        bytes(infos, 4, b -> b.putInt(0)); // 32-bit floats
        bytes(infos, 8, b -> b.putLong(offset));
        int count = columns * Math.max(1, rows);
        ByteBuffer values = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            values.putFloat(rows == 0 ? 1f : i < zeroRows * columns ? 0f : (float) (random.nextGaussian() * 0.2));
        }
        data.writeBytes(values.array());
        pad(data);
        tensorCount++;
    }

    private byte[] assemble() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        bytes(file, 4, b -> b.putInt(3));
        bytes(file, 8, b -> b.putLong(tensorCount));
        bytes(file, 8, b -> b.putLong(entryCount));
        file.writeBytes(entries.toByteArray());
        file.writeBytes(infos.toByteArray());
        pad(file);
        file.writeBytes(data.toByteArray());
        return file.toByteArray();
    }

    private void key(String name, int type) {
        string(entries, name);
        bytes(entries, 4, b -> b.putInt(type));
        entryCount++;
    }

    private void text(String name, String value) {
        key(name, TYPE_STRING);
        string(entries, value);
    }

    private void number(String name, int value) {
        key(name, TYPE_U32);
        bytes(entries, 4, b -> b.putInt(value));
    }

    private void array(String name, int type) {
        key(name, TYPE_ARRAY);
        bytes(entries, 4, b -> b.putInt(type));
        bytes(entries, 8, b -> b.putLong(tokens.size()));
    }

    private static void string(ByteArrayOutputStream to, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        bytes(to, 8, b -> b.putLong(utf8.length));
        to.writeBytes(utf8);
    }

    private static void pad(ByteArrayOutputStream to) {
        while (to.size() % ALIGNMENT != 0) {
            to.write(0);
        }
    }

    private static void bytes(ByteArrayOutputStream to, int size, java.util.function.Consumer<ByteBuffer> put) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        put.accept(buffer);
        to.writeBytes(buffer.array());
    }
}
