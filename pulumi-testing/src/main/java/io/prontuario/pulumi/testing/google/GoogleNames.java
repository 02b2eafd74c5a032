package io.prontuario.pulumi.testing.google;

import io.prontuario.pulumi.testing.schema.ResourceSchema;
import io.prontuario.pulumi.testing.schema.TypeNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Google's resource names, and the outputs that are computed from them. */
final class GoogleNames {
    /** Changing one of these properties replaces the resource, whatever its type. */
    static final Set<String> REPLACING = Set.of(
            "name",
            "project",
            "location",
            "region",
            "zone",
            "accountId",
            "network",
            "keyRing",
            "databaseVersion",
            "encryptionKeyName",
            "workloadIdentityPoolId",
            "workloadIdentityPoolProviderId",
            "repositoryId",
            "roleId",
            "member",
            "role",
            "ipCidrRange");

    private static final String GLOBAL = "projects/{project}/global/";
    private static final String REGIONAL = "projects/{project}/regions/{region}/";
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("gcp:compute/network:Network", GLOBAL + "networks/{name}"),
            Map.entry("gcp:compute/subnetwork:Subnetwork", REGIONAL + "subnetworks/{name}"),
            Map.entry("gcp:compute/router:Router", REGIONAL + "routers/{name}"),
            Map.entry("gcp:compute/haVpnGateway:HaVpnGateway", REGIONAL + "vpnGateways/{name}"),
            Map.entry("gcp:compute/backendService:BackendService", GLOBAL + "backendServices/{name}"),
            Map.entry("gcp:compute/healthCheck:HealthCheck", GLOBAL + "healthChecks/{name}"),
            Map.entry("gcp:compute/securityPolicy:SecurityPolicy", GLOBAL + "securityPolicies/{name}"),
            Map.entry("gcp:compute/uRLMap:URLMap", GLOBAL + "urlMaps/{name}"),
            Map.entry("gcp:compute/globalAddress:GlobalAddress", GLOBAL + "addresses/{name}"),
            Map.entry("gcp:container/cluster:Cluster", "projects/{project}/locations/{location}/clusters/{name}"),
            Map.entry("gcp:kms/keyRing:KeyRing", "projects/{project}/locations/{location}/keyRings/{name}"),
            Map.entry("gcp:kms/cryptoKey:CryptoKey", "{keyRing}/cryptoKeys/{name}"),
            Map.entry(
                    "gcp:serviceaccount/account:Account",
                    "projects/{project}/serviceAccounts/{accountId}@{project}.iam.gserviceaccount.com"),
            Map.entry(
                    "gcp:serviceAccount/account:Account",
                    "projects/{project}/serviceAccounts/{accountId}@{project}.iam.gserviceaccount.com"),
            Map.entry("gcp:storage/bucket:Bucket", "{name}"),
            Map.entry("gcp:sql/databaseInstance:DatabaseInstance", "projects/{project}/instances/{name}"),
            Map.entry("gcp:sql/database:Database", "projects/{project}/instances/{instance}/databases/{name}"),
            Map.entry(
                    "gcp:logging/projectBucketConfig:ProjectBucketConfig",
                    "projects/{project}/locations/{location}/buckets/{bucketId}"),
            Map.entry(
                    "gcp:artifactregistry/repository:Repository",
                    "projects/{project}/locations/{location}/repositories/{repositoryId}"),
            Map.entry(
                    "gcp:iam/workloadIdentityPool:WorkloadIdentityPool",
                    "projects/{project}/locations/global/workloadIdentityPools/{workloadIdentityPoolId}"),
            Map.entry("gcp:projects/iAMCustomRole:IAMCustomRole", "projects/{project}/roles/{roleId}"),
            Map.entry("gcp:dns/managedZone:ManagedZone", "projects/{project}/managedZones/{name}"),
            Map.entry("gcp:dns/policy:Policy", "projects/{project}/policies/{name}"),
            Map.entry("gcp:compute/firewall:Firewall", GLOBAL + "firewalls/{name}"),
            Map.entry("gcp:compute/routerNat:RouterNat", "{project}/{region}/{router}/{name}"),
            Map.entry(
                    "gcp:gkebackup/backupPlan:BackupPlan",
                    "projects/{project}/locations/{location}/backupPlans/{name}"),
            Map.entry("gcp:logging/projectSink:ProjectSink", "projects/{project}/sinks/{name}"),
            Map.entry("gcp:projects/service:Service", "{project}/{service}"),
            Map.entry("gcp:orgpolicy/policy:Policy", "{name}"));

    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

    private GoogleNames() {}

    /** Whether the provider generates a name if none is given. */
    static boolean autonamed(String token) {
        return token.startsWith("gcp:compute/")
                || token.equals("gcp:storage/bucket:Bucket")
                || token.startsWith("gcp:sql/");
    }

    static String id(String token, String logicalName, Map<String, Object> inputs) {
        String template = IDS.get(token);
        if (template == null) {
            String type = token.substring(token.lastIndexOf(':') + 1);
            Object project = inputs.get("project");
            return "%s/%s/%s".formatted(project instanceof String p ? "projects/" + p : "global", type, logicalName)
                    + (inputs.get("member") instanceof String m ? "/" + m : "");
        }
        Matcher matcher = HOLE.matcher(template);
        StringBuilder id = new StringBuilder();
        while (matcher.find()) {
            @Nullable Object value = inputs.get(matcher.group(1));
            matcher.appendReplacement(id, Matcher.quoteReplacement(value instanceof String s ? s : "-"));
        }
        return matcher.appendTail(id).toString();
    }

    static Map<String, Object> state(ResourceSchema schema, String id, Map<String, Object> inputs) {
        Map<String, Object> state = new LinkedHashMap<>(inputs);
        schema.outputs().forEach((name, type) -> {
            Object value = computed(schema.token(), name, id, inputs);
            if (value == null) {
                value = plain(type, name, id);
            }
            state.putIfAbsent(name, value);
        });
        computedOptionals(schema.token(), id, inputs).forEach(state::putIfAbsent);
        return state;
    }

    private static Object plain(TypeNode type, String name, String id) {
        if (type instanceof TypeNode.Text) {
            return name.equals("selfLink") ? "https://www.googleapis.com/" + id : id + "#" + name;
        }
        if (type instanceof TypeNode.Flag) {
            return false;
        }
        if (type instanceof TypeNode.ListOf) {
            return List.of();
        }
        if (type instanceof TypeNode.Whole || type instanceof TypeNode.Decimal) {
            return 0;
        }
        return Map.of();
    }

    private static String text(Map<String, Object> inputs, String name) {
        return inputs.get(name) instanceof String s ? s : "";
    }

    /** Outputs that other resources use; they have the form of the real ones. */
    private static @Nullable Object computed(String token, String name, String id, Map<String, Object> inputs) {
        String type = token.substring(token.lastIndexOf(':') + 1);
        String email = text(inputs, "accountId") + "@" + text(inputs, "project") + ".iam.gserviceaccount.com";
        return switch (type + "." + name) {
            case "Account.email" -> email;
            case "Account.member" -> "serviceAccount:" + email;
            case "Account.name", "IAMCustomRole.name", "Repository.name" -> type.equals("Repository")
                    ? text(inputs, "repositoryId")
                    : id;
            case "WorkloadIdentityPool.name" -> id.replaceFirst(
                    "projects/[^/]+", "projects/" + GoogleCloudModel.PROJECT_NUMBER);
            case "WorkloadIdentityPoolProvider.name" -> "projects/" + GoogleCloudModel.PROJECT_NUMBER
                    + "/locations/global/workloadIdentityPools/" + text(inputs, "workloadIdentityPoolId")
                    + "/providers/" + text(inputs, "workloadIdentityPoolProviderId");
            case "ProjectSink.writerIdentity" -> "serviceAccount:service-" + GoogleCloudModel.PROJECT_NUMBER
                    + "@gcp-sa-logging.iam.gserviceaccount.com";
            case "Connection.peering" -> "servicenetworking-googleapis-com";
            case "DatabaseInstance.privateIpAddress" -> "10.42.0.3";
            case "DatabaseInstance.connectionName" -> text(inputs, "project") + ":" + text(inputs, "region") + ":"
                    + text(inputs, "name");
            case "Cluster.endpoint" -> "172.20.0.2";
            case "Instance.host" -> "10.42.1.4";
            case "GlobalAddress.address" -> "198.51.100.10";
            case "UptimeCheckConfig.uptimeCheckId" -> text(inputs, "displayName");
            case "ManagedZone.nameServers" -> List.of(
                    "ns-cloud-a1.googledomains.com.", "ns-cloud-a2.googledomains.com.");
            case "HaVpnGateway.vpnInterfaces" -> List.of(
                    Map.of("id", 0, "ipAddress", "198.51.100.20"), Map.of("id", 1, "ipAddress", "198.51.100.21"));
            case "NotificationChannel.name" -> "projects/" + text(inputs, "project") + "/notificationChannels/"
                    + Math.abs(text(inputs, "displayName").hashCode());
            default -> null;
        };
    }

    private static Map<String, Object> computedOptionals(String token, String id, Map<String, Object> inputs) {
        return token.equals("gcp:storage/bucket:Bucket")
                ? Map.of(
                        "url",
                        "gs://" + text(inputs, "name"),
                        "selfLink",
                        "https://www.googleapis.com/storage/v1/b/" + id)
                : Map.of();
    }
}
