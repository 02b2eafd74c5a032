package io.prontuario.workloads.inference.model;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that this process serves.
 *
 * @param name what clients call it
 * @param file where its file is
 * @param sha256 what the file must hash to, 64 lowercase hexadecimal digits
 */
public record ModelSpec(String name, Path file, String sha256) {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,127})=(/[^@,]+)@([0-9a-f]{64})");

    /** Reads {@code MODELS}: {@code name=/path@sha256} entries separated by commas, the first being the default. */
    public static List<ModelSpec> from(Settings settings) {
        String text = settings.required("MODELS", "smollm2=/models/smollm2@<sha256>");
        List<ModelSpec> models = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new InvalidSettingException(
                        "MODELS",
                        "'" + entry.strip() + "' is not name=/absolute/path@sha256 with 64 lowercase hex digits");
            }
            models.add(new ModelSpec(parts.group(1), Path.of(parts.group(2)), parts.group(3)));
        }
        if (models.stream().map(ModelSpec::name).distinct().count() != models.size()) {
            throw new InvalidSettingException("MODELS", "two models have the same name; names must differ");
        }
        return List.copyOf(models);
    }
}
