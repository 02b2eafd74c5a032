package io.prontuario.operator.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.prontuario.crds.v1alpha1.MonitoringSpec;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.install.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The Prometheus Operator's objects of one platform, untyped: no library here has its classes. Pure. */
final class MonitoringObjects {
    private static final String GROUP = "monitoring.coreos.com";
    private static final String VERSION = "v1";

    /**
     * One object that may be published.
     *
     * @param field the field that asks for it
     */
    record Published(String field, boolean wanted, ResourceDefinitionContext type, GenericKubernetesResource object) {}

    private MonitoringObjects() {}

    static List<Published> of(PlatformRef platform, MonitoringSpec spec) {
        return List.of(
                new Published(
                        "spec.monitoring.prometheusRules",
                        spec.prometheusRules(),
                        type("PrometheusRule", "prometheusrules"),
                        object(platform, "PrometheusRule", "-alerts", alerts())),
                new Published(
                        "spec.monitoring.serviceMonitors",
                        spec.serviceMonitors(),
                        type("ServiceMonitor", "servicemonitors"),
                        object(platform, "ServiceMonitor", "-operator", operator())));
    }

    private static Map<String, Object> operator() {
        return Map.of(
                "selector",
                Map.of("matchLabels", Map.of("app.kubernetes.io/name", Installation.NAME)),
                "endpoints",
                List.of(Map.of("port", "metrics", "path", "/metrics", "interval", "10s")));
    }

    /** The file that the tests run promtool on. */
    private static Object alerts() {
        try (InputStream in = MonitoringObjects.class.getResourceAsStream("/monitoring/alerts.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericKubernetesResource object(PlatformRef platform, String kind, String suffix, Object spec) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(GROUP + "/" + VERSION);
        object.setKind(kind);
        object.setMetadata(Labels.ownedMetadata(platform, platform.name() + suffix));
        object.setAdditionalProperty("spec", spec);
        return object;
    }

    private static ResourceDefinitionContext type(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(VERSION)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
