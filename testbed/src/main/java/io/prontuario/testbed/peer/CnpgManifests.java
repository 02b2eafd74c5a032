package io.prontuario.testbed.peer;

import java.util.List;
import java.util.stream.Collectors;

/** What is applied to the cluster: CloudNativePG's own release with images that the nodes have, and one database. Pure. */
final class CnpgManifests {
    static final String VERSION = "1.27.0";
    static final String CLUSTER = "record";
    static final String USER = "records";
    static final int NODE_PORT = 30543;
    /** Of an instance's data below the host's {@code /var}. */
    static final String FOLDER = "lib/cloudnative-pg";

    private static final String OPERATOR_IMAGE = "localhost/cloudnative-pg:" + VERSION;
    private static final String POSTGRES_IMAGE = "localhost/postgresql:15";

    private CnpgManifests() {}

    /** The operator runs on the edge, which does not die here: its own eviction adds nothing to the peer's time. */
    static String operator(String release) {
        return release.replaceAll("\\S+/cloudnative-pg:" + VERSION.replace(".", "\\."), OPERATOR_IMAGE)
                .replace("imagePullPolicy: Always", "imagePullPolicy: Never")
                // Its default of a tenth of a processor makes it late on a busy machine.
                .replace("cpu: 100m", "cpu: \"1\"")
                .replace(
                        "      serviceAccountName: cnpg-manager\n",
                        "      serviceAccountName: cnpg-manager\n      nodeSelector: {kubernetes.io/hostname: edge}\n");
    }

    static String database(CnpgSettings settings, List<String> hosts, String password) {
        return hosts.stream().map(CnpgManifests::volume).collect(Collectors.joining())
                + """
                apiVersion: v1
                kind: Secret
                metadata: {name: %2$s, namespace: default}
                type: kubernetes.io/basic-auth
                stringData: {username: %2$s, password: "%3$s"}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s-writer, namespace: default}
                spec:
                  type: NodePort
                  selector: {cnpg.io/cluster: %1$s, cnpg.io/instanceRole: primary}
                  ports: [{port: 5432, targetPort: 5432, nodePort: %4$d}]
                ---
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: %1$s, namespace: default}
                spec:
                  instances: 2
                  imageName: %5$s
                  imagePullPolicy: Never
                  storage: {size: 1Gi, storageClass: cloudnative-pg}
                  bootstrap:
                    initdb: {database: %2$s, owner: %2$s, secret: {name: %2$s}, dataChecksums: true}
                  postgresql:
                    synchronous: {method: any, number: 1, dataDurability: %6$s}
                  monitoring: {disableDefaultQueries: true}
                  affinity:
                    podAntiAffinityType: required
                    topologyKey: kubernetes.io/hostname
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms:
                          - matchExpressions:
                              - {key: kubernetes.io/hostname, operator: In, values: [%7$s]}
                """
                        .formatted(
                                CLUSTER,
                                USER,
                                password,
                                NODE_PORT,
                                POSTGRES_IMAGE,
                                settings.durability(),
                                String.join(", ", hosts));
    }

    private static String volume(String host) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: cloudnative-pg-%1$s}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  persistentVolumeReclaimPolicy: Retain
                  storageClassName: cloudnative-pg
                  local: {path: /var/%2$s}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                        - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [%1$s]}]
                ---
                """
                .formatted(host, FOLDER);
    }

    /** As the plugin of kubectl asks for a switchover. */
    static String promote(String instance, String at) {
        return "{\"status\":{\"targetPrimary\":\"" + instance + "\",\"targetPrimaryTimestamp\":\"" + at
                + "\",\"phase\":\"Switchover in progress\",\"phaseReason\":\"Switching over to " + instance + "\"}}";
    }
}
