package io.prontuario.testbed.pki;

import io.prontuario.testbed.plan.Cluster;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A kubeconfig that carries everything it needs, so that it may be copied elsewhere. */
final class Kubeconfig {
    private Kubeconfig() {}

    static String render(Cluster cluster, String url, String authority, String token) {
        String ca = Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: %1$s
                    cluster: {server: "%2$s", certificate-authority-data: %3$s}
                users:
                  - name: %1$s
                    user: {token: %4$s}
                contexts:
                  - name: %1$s
                    context: {cluster: %1$s, user: %1$s}
                current-context: %1$s
                """
                .formatted(cluster.id(), url, ca, token);
    }
}
