package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.ServiceReadiness;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.model.Checksums;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts services over a scripted engine. */
final class ScriptedServices {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ScriptedServices() {}

    /** @param settings names and values in turn, beside the model {@code m} */
    static InferenceService start(Path folder, Engine engine, String... settings) throws Exception {
        Path file = Files.write(folder.resolve("m"), new byte[] {1});
        Map<String, String> all =
                new HashMap<>(Map.of("PORT", "0", "MODELS", "m=" + file + "@" + Checksums.sha256(file)));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        InferenceService service = new InferenceService(Settings.of(all), model -> engine).start();
        awaitReady(service);
        return service;
    }

    static void awaitReady(InferenceService service) {
        ServiceReadiness.awaitReady(service);
    }

    static HttpRequest.Builder request(InferenceService service, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(InferenceService service, String path, String body) throws Exception {
        return send(request(service, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
