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

/** The configuration of a model: a file on this machine, or a model of another server. */
public sealed interface ModelConfig {
    /** The model's name in the API. */
    String name();

    /** The file or the address, for messages. */
    String location();

    /**
     * A model in a file.
     *
     * @param file absolute path
     * @param sha256 required checksum, 64 lowercase hexadecimal digits
     */
    record Local(String name, Path file, String sha256) implements ModelConfig {
        @Override
        public String location() {
            return file.toString();
        }
    }

    /**
     * A model of another server with an OpenAI-compatible API.
     *
     * @param task which routes of that server are used
     * @param baseUrl URL up to and including the version, for example {@code http://mac-studio-1:8000/v1}
     * @param upstreamModel the model's name on that server
     */
    record Remote(String name, Task task, URI baseUrl, String upstreamModel) implements ModelConfig {
        @Override
        public String location() {
            return baseUrl.toString();
        }
    }

    /** The task of a remote model; that of a local one follows from the format of its file. */
    enum Task {
        /** Chat and text completion. */
        CHAT("PROXY_MODELS"),
        /** Text embeddings. */
        EMBEDDINGS("PROXY_EMBEDDINGS");

        private final String setting;

        Task(String setting) {
            this.setting = setting;
        }
    }

    /**
     * Reads the models from the environment. Every variable is a comma-separated list; the first model of a task is its default.
     *
     * <ul>
     *   <li>{@code MODELS}: {@code name=/path@sha256}, or {@code name=url} for a model of engine OpenAIProxy of a platform object
     *   <li>{@code PROXY_MODELS}: {@code name=url#upstream-name}, chat models of other servers
     *   <li>{@code PROXY_EMBEDDINGS}: {@code name=url#upstream-name}, embedding models of other servers
     *   <li>{@code PROXY_ALLOW_EXTERNAL}: names of proxied models whose server may be outside the cluster and the hospital
     * </ul>
     */
    static List<ModelConfig> from(Settings settings) {
        List<ModelConfig> models = new ArrayList<>();
        Set<String> allowedExternal =
                new HashSet<>(List.of(settings.text("PROXY_ALLOW_EXTERNAL", "").split("\\s*,\\s*")));
        settings.optional("MODELS").ifPresent(text -> {
            for (String entry : text.split(",", -1)) {
                models.add(Entries.localOrRemote(entry.strip(), allowedExternal));
            }
        });
        for (Task task : Task.values()) {
            settings.optional(task.setting).ifPresent(text -> {
                for (String entry : text.split(",", -1)) {
                    models.add(Entries.remote(task.setting, task, entry.strip(), allowedExternal));
                }
            });
        }
        if (models.isEmpty()) {
            throw new InvalidSettingException(
                    "MODELS", "is not set; set it, for example to smollm2=/models/smollm2@<sha256>");
        }
        if (models.stream().map(ModelConfig::name).distinct().count() != models.size()) {
            throw new InvalidSettingException("MODELS", "two models have the same name; give each its own name");
        }
        return List.copyOf(models);
    }

    /** Parsing of single entries. */
    final class Entries {
        private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]{0,127})";
        private static final Pattern LOCAL = Pattern.compile(NAME + "=(/[^@,]+)@([0-9a-f]{64})");
        private static final Pattern REMOTE = Pattern.compile(NAME + "=(https?://[^#,\\s]+)#(\\S{1,200})");
        private static final Pattern REMOTE_OF_SAME_NAME = Pattern.compile(NAME + "=https?://[^#,\\s]+");

        private Entries() {}

        private static ModelConfig localOrRemote(String entry, Set<String> allowedExternal) {
            if (REMOTE_OF_SAME_NAME.matcher(entry).matches()) {
                return remote(
                        "MODELS", Task.CHAT, entry + "#" + entry.substring(0, entry.indexOf('=')), allowedExternal);
            }
            return local(entry);
        }

        private static Local local(String entry) {
            Matcher parts = LOCAL.matcher(entry);
            if (!parts.matches()) {
                throw new InvalidSettingException(
                        "MODELS",
                        "'" + entry + "' is not name=/absolute/path@sha256 with 64 lowercase hexadecimal digits");
            }
            return new Local(parts.group(1), Path.of(parts.group(2)), parts.group(3));
        }

        private static Remote remote(String setting, Task task, String entry, Set<String> allowedExternal) {
            Matcher parts = REMOTE.matcher(entry);
            if (!parts.matches()) {
                throw new InvalidSettingException(
                        setting, "'" + entry + "' is not name=http(s)://host:port/v1#upstream-name");
            }
            URI baseUrl;
            try {
                baseUrl = URI.create(parts.group(2).replaceAll("/+$", ""));
            } catch (IllegalArgumentException malformed) {
                throw new InvalidSettingException(setting, "'" + parts.group(2) + "' is not a URL");
            }
            String name = parts.group(1);
            if (!InternalHosts.contains(baseUrl.getHost()) && !allowedExternal.contains(name)) {
                throw new InvalidSettingException(
                        setting,
                        "the server of " + name + " (" + baseUrl.getHost()
                                + ") is outside the cluster and the hospital, and prompts contain patient data; use an internal server,"
                                + " or add " + name + " to PROXY_ALLOW_EXTERNAL if this transfer is authorized");
            }
            return new Remote(name, task, baseUrl, parts.group(3));
        }
    }
}
