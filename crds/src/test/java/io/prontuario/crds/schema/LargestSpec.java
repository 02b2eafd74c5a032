package io.prontuario.crds.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntFunction;

/** The largest spec that the schema allows, to check the actual cost of the CEL rules. */
final class LargestSpec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LargestSpec() {}

    static ObjectNode build() {
        ObjectNode spec = JSON.createObjectNode();
        fill(spec.putArray("hosts"), 16, i -> host(i));
        fill(spec.putArray("services"), 32, i -> service(i));
        fill(spec.putArray("models"), 32, i -> model(i));
        fill(spec.putArray("drills"), 32, i -> drill(i));
        spec.putObject("cloud").put("address", "10.1.0.1");
        ObjectNode edge = spec.putObject("edge");
        fill(edge.putArray("nodes"), 8, i -> named("edge", i).put("address", "10.2.0." + i));
        fill(edge.putArray("frontends"), 8, i -> {
            ObjectNode frontend = named("frontend", i).put("port", 8000 + i);
            fill(frontend.putArray("routes"), 32, r -> JSON.createObjectNode()
                    .put("path", "/" + "x".repeat(190) + r)
                    .put("service", name("service", 31))
                    .put("trafficClass", "Read"));
            return frontend;
        });
        return spec;
    }

    private static ObjectNode host(int i) {
        ObjectNode host = named("host", i).put("address", "10.0.0." + i).put("role", i == 15 ? "Primary" : "Worker");
        quantities(host.putObject("capacity"), "1000");
        return host;
    }

    private static ObjectNode service(int i) {
        ObjectNode service = named("service", i)
                .put("kind", "Inference")
                .put("image", "registry.example/" + "i".repeat(400) + "@sha256:" + "ab".repeat(32))
                .put("port", 8080)
                .put("nodePort", 30000 + i);
        fillText(service.putArray("models"), 8, n -> name("model", 24 + n));
        fillText(service.putObject("placement").putArray("hosts"), 16, n -> name("host", n));
        ObjectNode emergency = service.putObject("profiles").putObject("emergency");
        fillText(emergency.putArray("models"), 8, n -> name("model", 24 + n));
        ObjectNode env = service.putObject("env");
        for (int n = 0; n < 64; n++) {
            env.put("VARIABLE_" + n, "v".repeat(200));
        }
        quantities(service.putObject("resources").putObject("requests"), "1");
        return service;
    }

    private static ObjectNode model(int i) {
        return named("model", i)
                .put("source", "https://registry.example/" + "m".repeat(900))
                .put("sha256", "ab".repeat(32))
                .put("engine", "LlamaCpp");
    }

    private static ObjectNode drill(int i) {
        ObjectNode drill = named("drill", i).put("schedule", "0 6 * * *").put("scenario", "HealthCheck");
        drill.putObject("budget").put("rto", "0s").put("rpo", "0s");
        return drill;
    }

    private static void quantities(ObjectNode map, String value) {
        for (int i = 0; i < 8; i++) {
            map.put("resource.example/r" + i, value);
        }
    }

    private static ObjectNode named(String kind, int i) {
        return JSON.createObjectNode().put("name", name(kind, i));
    }

    /** A name of maximum length that differs at the end only. */
    private static String name(String kind, int i) {
        String number = "%03d".formatted(i);
        return kind + "-" + "n".repeat(30 - kind.length() - 1 - number.length()) + number;
    }

    private static void fill(ArrayNode list, int count, IntFunction<ObjectNode> item) {
        for (int i = 0; i < count; i++) {
            list.add(item.apply(i));
        }
    }

    private static void fillText(ArrayNode list, int count, IntFunction<String> item) {
        for (int i = 0; i < count; i++) {
            list.add(item.apply(i));
        }
    }
}
