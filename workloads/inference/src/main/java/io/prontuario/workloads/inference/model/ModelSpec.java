package io.prontuario.workloads.inference.model;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model that this process serves: from a file of its own, or by asking another server. */
public sealed interface ModelSpec {
    /** What clients call it. */
    String name();

    /**
     * A model in a file.
     *
     * @param file where it is
     * @param sha256 what it must hash to, 64 lowercase hexadecimal digits
     */
    record InFile(String name, Path file, String sha256) implements ModelSpec {}

    /**
     * A model behind another server's OpenAI API.
     *
     * @param task what that server is asked to do with it
     * @param base address up to and including the version, for example {@code http://mac-studio-1:8000/v1}
     * @param upstream what that server calls it
     */
    record Proxied(String name, Task task, URI base, String upstream) implements ModelSpec {}

    /** What a model behind another server is for: a file tells by itself, an address does not. */
    enum Task {
        /** Conversations. */
        CHAT("PROXY_MODELS"),
        /** Vectors of texts. */
        EMBEDDINGS("PROXY_EMBEDDINGS");

        private final String setting;

        Task(String setting) {
            this.setting = setting;
        }
    }

    /**
     * Reads {@code MODELS} ({@code name=/path@sha256}; a platform object's models of engine OpenAIProxy come in it too, as
     * {@code name=url}), {@code PROXY_MODELS} for chat and {@code PROXY_EMBEDDINGS} (both
     * {@code name=url#upstream-name}), entries separated by commas; the first for a task is its default. {@code
     * PROXY_ALLOW_EXTERNAL} names the proxied models that may be outside of the hospital's and the cluster's networks.
     */
    static List<ModelSpec> from(Settings settings) {
        List<ModelSpec> models = new ArrayList<>();
        Set<String> mayBeExternal =
                new HashSet<>(List.of(settings.text("PROXY_ALLOW_EXTERNAL", "").split("\\s*,\\s*")));
        settings.optional("MODELS").ifPresent(text -> {
            for (String entry : text.split(",", -1)) {
                models.add(Entries.inFileOrProxied(entry.strip(), mayBeExternal));
            }
        });
        for (Task task : Task.values()) {
            settings.optional(task.setting).ifPresent(text -> {
                for (String entry : text.split(",", -1)) {
                    models.add(Entries.proxied(task.setting, task, entry.strip(), mayBeExternal));
                }
            });
        }
        if (models.isEmpty()) {
            throw new InvalidSettingException(
                    "MODELS", "is not set; set it, for example to smollm2=/models/smollm2@<sha256>");
        }
        if (models.stream().map(ModelSpec::name).distinct().count() != models.size()) {
            throw new InvalidSettingException("MODELS", "two models have the same name; names must differ");
        }
        return List.copyOf(models);
    }

    /** Parsing of single entries. */
    final class Entries {
        private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]{0,127})";
        private static final Pattern IN_FILE = Pattern.compile(NAME + "=(/[^@,]+)@([0-9a-f]{64})");
        private static final Pattern PROXIED = Pattern.compile(NAME + "=(https?://[^#,\\s]+)#(\\S{1,200})");
        private static final Pattern PROXIED_AS_NAMED = Pattern.compile(NAME + "=https?://[^#,\\s]+");

        private Entries() {}

        private static ModelSpec inFileOrProxied(String entry, Set<String> mayBeExternal) {
            if (PROXIED_AS_NAMED.matcher(entry).matches()) {
                return proxied(
                        "MODELS", Task.CHAT, entry + "#" + entry.substring(0, entry.indexOf('=')), mayBeExternal);
            }
            return inFile(entry);
        }

        private static InFile inFile(String entry) {
            Matcher parts = IN_FILE.matcher(entry);
            if (!parts.matches()) {
                throw new InvalidSettingException(
                        "MODELS", "'" + entry + "' is not name=/absolute/path@sha256 with 64 lowercase hex digits");
            }
            return new InFile(parts.group(1), Path.of(parts.group(2)), parts.group(3));
        }

        private static Proxied proxied(String setting, Task task, String entry, Set<String> mayBeExternal) {
            Matcher parts = PROXIED.matcher(entry);
            if (!parts.matches()) {
                throw new InvalidSettingException(
                        setting, "'" + entry + "' is not name=http(s)://host:port/v1#name-over-there");
            }
            URI base;
            try {
                base = URI.create(parts.group(2).replaceAll("/+$", ""));
            } catch (IllegalArgumentException malformed) {
                throw new InvalidSettingException(setting, "'" + parts.group(2) + "' is not a URL");
            }
            String name = parts.group(1);
            if (!Locality.internal(base.getHost()) && !mayBeExternal.contains(name)) {
                throw new InvalidSettingException(
                        setting,
                        name + " points outside of the cluster and the hospital (" + base.getHost()
                                + "), and prompts hold patient data; use a server inside, or add " + name
                                + " to PROXY_ALLOW_EXTERNAL if that transfer is agreed");
            }
            return new Proxied(name, task, base, parts.group(3));
        }
    }
}
