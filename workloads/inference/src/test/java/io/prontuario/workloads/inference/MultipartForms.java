package io.prontuario.workloads.inference;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Multipart forms with a recording. */
public final class MultipartForms {
    private static final int RATE = 16_000;

    private MultipartForms() {}

    /**
     * @param request to send the form to
     * @param audio the file
     * @param fields names and values in turn
     */
    public static HttpRequest.Builder post(HttpRequest.Builder request, byte[] audio, String... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            ascii(
                    body,
                    "--x\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i + 1]
                            + "\r\n");
        }
        ascii(
                body,
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n");
        body.writeBytes(audio);
        ascii(body, "\r\n--x--\r\n");
        return post(request, body.toByteArray());
    }

    /** Sends a form as it is. */
    public static HttpRequest.Builder post(HttpRequest.Builder request, byte[] form) {
        return request.header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form));
    }

    /** A WAV file, 16 bits, mono, 16 kHz. */
    public static byte[] wav(float[] samples) {
        ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        for (float sample : samples) {
            out.putShort((short) Math.round(sample * 32_767));
        }
        return out.array();
    }

    private static void ascii(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
