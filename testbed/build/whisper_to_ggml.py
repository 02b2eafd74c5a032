#!/usr/bin/env python3
"""Converts a Whisper model from CTranslate2's format to whisper.cpp's ggml format (needs numpy).

    whisper_to_ggml.py MODEL.bin TOKENIZER.json OUT.bin

Weights become 16-bit floats; biases, norms and positional encodings stay 32-bit, as in whisper.cpp's own converter
(models/convert-pt-to-ggml.py). The output is the same for the same input, so its checksum can be pinned.
"""
import json, struct, sys
import numpy as np

GGML_MAGIC = 0x67676D6C
FLOAT32, FLOAT16 = 0, 1
# CTranslate2's numbers of element types
ELEMENT_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
HEAD_SIZE = 64
SAMPLE_RATE, FFT_SIZE = 16_000, 400
MULTILINGUAL_VOCABULARY = 51_865


class Weights:
    """The variables of a CTranslate2 model, by name or alias."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self._file = file
            self._number("I"), self._string(), self._number("I")  # format version, specification, revision
            self._variables = dict(self._variable() for _ in range(self._number("I")))
            self._aliases = dict((self._string(), self._string()) for _ in range(self._number("I")))

    def _number(self, kind):
        return struct.unpack("<" + kind, self._file.read(struct.calcsize("<" + kind)))[0]

    def _string(self):
        return self._file.read(self._number("H"))[:-1].decode()  # ends with a zero byte

    def _variable(self):
        name = self._string()
        shape = [self._number("I") for _ in range(self._number("B"))]
        kind = ELEMENT_TYPES[self._number("B")]
        return name, np.frombuffer(self._file.read(self._number("I")), kind).reshape(shape)

    def __getitem__(self, name):
        return self._variables[self._aliases.get(name, name)]

    def layers(self, side):
        """How many layers the encoder or the decoder has."""
        parts = {name.split("/")[1] for name in self._variables if name.startswith(side + "/layer_")}
        return len(parts - {"layer_norm"})


def tensors(weights):
    """The model's tensors under whisper.cpp's names, in the order of the file."""
    result = {}

    def copy(target, source):
        result[target] = weights[source]

    def norm(target, source):
        copy(target + ".weight", source + "/gamma")
        copy(target + ".bias", source + "/beta")

    def attention(target, source, cross):
        norm(target + "_ln", source + "/layer_norm")
        # CTranslate2 stacks query, key and value of self-attention, and key and value of cross-attention, in one matrix
        if cross:
            query, stacked, output = "/linear_0", "/linear_1", "/linear_2"
            matrices = [weights[source + query + "/weight"], *np.split(weights[source + stacked + "/weight"], 2)]
            biases = [weights[source + query + "/bias"], *np.split(weights[source + stacked + "/bias"], 2)]
        else:
            stacked, output = "/linear_0", "/linear_1"
            matrices = np.split(weights[source + stacked + "/weight"], 3)
            biases = np.split(weights[source + stacked + "/bias"], 3)
        for part, matrix, bias in zip(("query", "key", "value"), matrices, biases):
            result[f"{target}.{part}.weight"] = matrix
            if part != "key":
                result[f"{target}.{part}.bias"] = bias
            elif bias.any():
                sys.exit(f"{source}: a bias of keys, which Whisper does not have")
        copy(target + ".out.weight", source + output + "/weight")
        copy(target + ".out.bias", source + output + "/bias")

    copy("encoder.positional_embedding", "encoder/position_encodings/encodings")
    copy("decoder.positional_embedding", "decoder/position_encodings/encodings")
    copy("decoder.token_embedding.weight", "decoder/embeddings/weight")
    for i in (1, 2):
        copy(f"encoder.conv{i}.weight", f"encoder/conv{i}/weight")
        result[f"encoder.conv{i}.bias"] = weights[f"encoder/conv{i}/bias"].reshape(-1, 1)
    norm("encoder.ln_post", "encoder/layer_norm")
    norm("decoder.ln", "decoder/layer_norm")
    for side in ("encoder", "decoder"):
        for i in range(weights.layers(side)):
            target, source = f"{side}.blocks.{i}", f"{side}/layer_{i}"
            attention(target + ".attn", source + "/self_attention", cross=False)
            if side == "decoder":
                attention(target + ".cross_attn", source + "/attention", cross=True)
            norm(target + ".mlp_ln", source + "/ffn/layer_norm")
            for number, linear in ((0, 0), (2, 1)):
                copy(f"{target}.mlp.{number}.weight", f"{source}/ffn/linear_{linear}/weight")
                copy(f"{target}.mlp.{number}.bias", f"{source}/ffn/linear_{linear}/bias")
    return result


def mel_filters(count):
    """The mel filter bank of Slaney's Auditory Toolbox, as librosa.filters.mel computes it, which Whisper uses."""

    def mel(hertz):
        hertz = np.asarray(hertz, float)
        return np.where(hertz < 1000, hertz / (200 / 3), 15 + np.log(np.maximum(hertz, 1e-9) / 1000) / (np.log(6.4) / 27))

    def hertz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((np.log(6.4) / 27) * (mel - 15)))

    fft = np.linspace(0, SAMPLE_RATE / 2, FFT_SIZE // 2 + 1)
    edges = hertz(np.linspace(mel(0), mel(SAMPLE_RATE / 2), count + 2))
    widths = np.diff(edges)
    ramps = edges[:, None] - fft[None]
    filters = np.maximum(0, np.minimum(-ramps[:-2] / widths[:-1, None], ramps[2:] / widths[1:, None]))
    return (filters * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


def token_bytes(tokenizer, count):
    """The bytes of the first tokens; GPT-2's byte-level vocabulary writes each byte as a printable character."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    byte_of = {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}
    with open(tokenizer) as file:
        texts = {number: text for text, number in json.load(file)["model"]["vocab"].items()}
    for number in range(count):
        text = texts.get(number, "")
        yield bytes(byte_of[c] for c in text) if all(c in byte_of for c in text) else text.encode()


def write(path, model, tokenizer):
    embedding = model["decoder.token_embedding.weight"]
    vocabulary, width = embedding.shape
    mels = model["encoder.conv1.weight"].shape[1]
    blocks = {side: len({name.split(".")[2] for name in model if name.startswith(side + ".blocks.")}) for side in ("encoder", "decoder")}
    filters = mel_filters(mels)
    tokens = 50_257 if vocabulary >= MULTILINGUAL_VOCABULARY else 50_256
    with open(path, "wb") as file:
        def integers(*values):
            file.write(struct.pack(f"<{len(values)}i", *values))

        integers(GGML_MAGIC, vocabulary,
                 len(model["encoder.positional_embedding"]), width, width // HEAD_SIZE, blocks["encoder"],
                 len(model["decoder.positional_embedding"]), width, width // HEAD_SIZE, blocks["decoder"],
                 mels, FLOAT16)
        integers(*filters.shape)
        file.write(filters.tobytes())
        integers(tokens)
        for token in token_bytes(tokenizer, tokens):
            integers(len(token))
            file.write(token)
        for name, tensor in model.items():
            single = tensor.ndim < 2 or name.endswith(("conv1.bias", "conv2.bias", "positional_embedding"))
            integers(tensor.ndim, len(name), FLOAT32 if single else FLOAT16)
            integers(*reversed(tensor.shape))
            file.write(name.encode())
            # by way of 32 bits, whatever the source holds
            file.write(tensor.astype(np.float32).astype(np.float32 if single else np.float16).tobytes())
    print(f"wrote {path}: {len(model)} tensors, {vocabulary} tokens, width {width}, {blocks['encoder']} and {blocks['decoder']} layers")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source, tokenizer, target = sys.argv[1:]
    write(target, tensors(Weights(source)), tokenizer)


if __name__ == "__main__":
    main()
