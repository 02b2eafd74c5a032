package io.prontuario.workloads.inference.speech;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.inference.engine.SpeechEngine.Segment;
import io.prontuario.workloads.inference.engine.SpeechEngine.Transcript;
import java.util.Locale;
import java.util.Optional;

/** OpenAI's {@code response_format} of a transcription. */
public enum TranscriptFormat {
    /** An object with the text. */
    JSON("application/json"),
    /** An object with the text, the duration and the segments. */
    VERBOSE_JSON("application/json"),
    /** The text. */
    TEXT("text/plain; charset=utf-8"),
    /** SubRip subtitles. */
    SRT("application/x-subrip; charset=utf-8"),
    /** WebVTT subtitles. */
    VTT("text/vtt; charset=utf-8");

    private final String mediaType;

    TranscriptFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The content type of the response. */
    public String mediaType() {
        return mediaType;
    }

    /** The format with this name; empty when there is none. */
    public static Optional<TranscriptFormat> of(String name) {
        for (TranscriptFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Writes the transcript. */
    public String write(Transcript transcript, double seconds) {
        return switch (this) {
            case JSON -> JsonNodeFactory.instance
                    .objectNode()
                    .put("text", transcript.text())
                    .toString();
            case VERBOSE_JSON -> verbose(transcript, seconds);
            case TEXT -> transcript.text() + "\n";
            case SRT -> subtitles(transcript, "", ",", true);
            case VTT -> subtitles(transcript, "WEBVTT\n\n", ".", false);
        };
    }

    private static String verbose(Transcript transcript, double seconds) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("task", "transcribe");
        body.put("language", transcript.language());
        body.put("duration", seconds);
        body.put("text", transcript.text());
        ArrayNode segments = body.putArray("segments");
        for (int i = 0; i < transcript.segments().size(); i++) {
            Segment segment = transcript.segments().get(i);
            segments.addObject()
                    .put("id", i)
                    .put("start", segment.startMillis() / 1000.0)
                    .put("end", segment.endMillis() / 1000.0)
                    .put("text", segment.text());
        }
        return body.toString();
    }

    private static String subtitles(Transcript transcript, String head, String point, boolean numbered) {
        StringBuilder out = new StringBuilder(head);
        for (int i = 0; i < transcript.segments().size(); i++) {
            Segment segment = transcript.segments().get(i);
            if (numbered) {
                out.append(i + 1).append('\n');
            }
            out.append(time(segment.startMillis(), point)).append(" --> ").append(time(segment.endMillis(), point));
            out.append('\n').append(segment.text().strip()).append("\n\n");
        }
        return out.toString();
    }

    private static String time(long millis, String point) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%s%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                point,
                millis % 1000);
    }
}
