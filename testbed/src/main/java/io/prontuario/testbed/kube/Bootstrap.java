package io.prontuario.testbed.kube;

/** What a new cluster gets before anything else. */
public final class Bootstrap {
    private Bootstrap() {}

    /** The rights of the nodes' DNS servers and of nothing else. */
    public static String manifests() {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: system:coredns}
                rules:
                  - {apiGroups: [""], resources: [services, pods, namespaces], verbs: [list, watch]}
                  - {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [list, watch]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: system:coredns}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:coredns}
                subjects: [{kind: User, name: system:coredns, apiGroup: rbac.authorization.k8s.io}]
                """;
    }
}
