package io.prontuario.pulumi.testing.google;

import io.prontuario.pulumi.engine.PropertyPath;
import io.prontuario.pulumi.testing.provider.ApiException;
import io.prontuario.pulumi.testing.provider.ResourceStore;
import io.prontuario.pulumi.testing.provider.StoredResource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Errors of Google's APIs on creation. */
final class CreateErrors {
    private final GoogleApiErrors api;
    private final ResourceStore store;
    private final String token;
    private final String id;
    private final Map<String, Object> inputs;

    CreateErrors(GoogleApiErrors api, ResourceStore store, String token, String id, Map<String, Object> inputs) {
        this.api = api;
        this.store = store;
        this.token = token;
        this.id = id;
        this.inputs = inputs;
    }

    void check() {
        apiIsOn();
        locationAllowed();
        if (store.find(token, id).isPresent() && !token.equals(GoogleApiErrors.SERVICE)) {
            throw new ApiException("googleapi: Error 409: The resource '" + id + "' already exists, alreadyExists");
        }
        if (token.equals(GoogleApiErrors.SUBNETWORK)) {
            subnetwork();
        } else if (token.equals(GoogleApiErrors.BUCKET)) {
            bucket();
        } else if (token.equals(GoogleApiErrors.SQL)) {
            instance();
        } else if (token.equals(GoogleApiErrors.CONNECTION)) {
            connection();
        } else if (token.equals(GoogleApiErrors.CLUSTER)) {
            grantOn(
                    at("databaseEncryption.keyName"),
                    "container-engine-robot",
                    "googleapi: Error 400: Cloud KMS key "
                            + at("databaseEncryption.keyName") + " is not usable: the GKE service agent lacks "
                            + "cloudkms.cryptoKeyVersions.useToEncrypt., failedPrecondition");
        } else if (token.equals("gcp:container/nodePool:NodePool")) {
            gpus();
        } else if (token.equals("gcp:iam/workloadIdentityPool:WorkloadIdentityPool") && api.poolDeleted(id)) {
            throw new ApiException(
                    "Error creating WorkloadIdentityPool: googleapi: Error 409: Requested entity already exists");
        }
        memberExists();
    }

    private String at(String path) {
        List<Object> found = PropertyPath.values(inputs, path);
        return found.isEmpty() ? "" : String.valueOf(found.get(0));
    }

    /** The error of an API that is not enabled. */
    private void apiIsOn() {
        String module = token.split("[:/]", -1)[1];
        String api = Map.of(
                        "sql",
                        "sqladmin",
                        "container",
                        "container",
                        "kms",
                        "cloudkms",
                        "redis",
                        "redis",
                        "dns",
                        "dns",
                        "compute",
                        "compute")
                .getOrDefault(module, "");
        if (!api.isEmpty()
                && !store.any(GoogleApiErrors.SERVICE, r -> r.text("service").equals(api + ".googleapis.com"))) {
            throw new ApiException("googleapi: Error 403: " + api + ".googleapis.com has not been used in project "
                    + GoogleCloudModel.PROJECT_NUMBER
                    + " before or it is disabled. Enable it by visiting the API library, then retry., "
                    + "accessNotConfigured");
        }
    }

    private void locationAllowed() {
        boolean restricted =
                store.any("gcp:orgpolicy/policy:Policy", r -> r.text("name").endsWith("/gcp.resourceLocations"));
        for (String name : List.of("location", "region")) {
            String location = inputs.get(name) instanceof String s ? s.toLowerCase(Locale.ROOT) : "";
            if (restricted
                    && !location.isEmpty()
                    && !location.equals("global")
                    && !location.startsWith("southamerica-east1")) {
                throw new ApiException("googleapi: Error 412: '" + location + "' violates constraint "
                        + "'constraints/gcp.resourceLocations' on the resource '" + id + "'., conditionNotMet");
            }
        }
    }

    private void subnetwork() {
        Ipv4Range range = Ipv4Range.of(at("ipCidrRange"));
        for (StoredResource other : store.all(GoogleApiErrors.SUBNETWORK)) {
            if (other.text("network").equals(inputs.get("network"))
                    && Ipv4Range.of(other.text("ipCidrRange")).overlaps(range)) {
                throw new ApiException(
                        "Error creating Subnetwork: googleapi: Error 400: Invalid IPCidrRange: " + at("ipCidrRange")
                                + " conflicts with existing subnetwork '" + other.text("name") + "' in region '"
                                + other.text("region")
                                + "'., invalid");
            }
        }
    }

    private void bucket() {
        if (api.bucketTaken(at("name"))) {
            throw new ApiException(
                    "googleapi: Error 409: The requested bucket name is not available. The bucket namespace is shared by "
                            + "all users of the system. Please select a different name and try again., conflict");
        }
        String key = at("encryption.defaultKmsKeyName");
        if (!key.isEmpty() && !key.contains("/locations/" + at("location").toLowerCase(Locale.ROOT) + "/")) {
            throw new ApiException("googleapi: Error 400: Invalid argument: the Cloud KMS key '" + key
                    + "' is not in the bucket's " + "location " + at("location") + "., invalid");
        }
        grantOn(
                key,
                "gs-project-accounts",
                "googleapi: Error 403: Permission denied on Cloud KMS key. Please ensure that your Cloud "
                        + "Storage service account has been authorized to use this key., forbidden");
    }

    private void instance() {
        String tier = at("settings.tier");
        boolean plus = at("settings.edition").equals("ENTERPRISE_PLUS");
        if (plus && !tier.startsWith("db-perf-optimized-N-")) {
            // hashicorp/terraform-provider-google#20498
            throw new ApiException("Error, failed to create instance " + at("name")
                    + ": googleapi: Error 400: Invalid request: Invalid "
                    + "Tier (" + tier
                    + ") for (ENTERPRISE_PLUS) Edition. Use a predefined Tier like db-perf-optimized-N-* "
                    + "instead., invalid");
        }
        if (at("databaseVersion").startsWith("POSTGRES") && tier.startsWith("db-n1-")) {
            // serverpod/serverpod#2373
            throw new ApiException(
                    "googleapi: Error 400: Invalid request: Only custom or shared-core instance Billing Tier type allowed "
                            + "for PostgreSQL database., invalid");
        }
        List<Object> days = PropertyPath.values(inputs, "settings.backupConfiguration.transactionLogRetentionDays");
        if (!plus && days.stream().anyMatch(d -> d instanceof Double n && n > 7)) {
            // langfuse/langfuse-terraform-gcp#8
            throw new ApiException(
                    "googleapi: Error 400: Invalid request: The number of transaction log retention days must be between "
                            + "1 and 7., invalid");
        }
        if (api.instanceDeleted(at("name"))) {
            throw new ApiException(
                    "googleapi: Error 409: The Cloud SQL instance already exists. When you delete an instance, you can't "
                            + "reuse the name of the deleted instance until one week from the deletion date., instanceAlreadyExists");
        }
        String network = at("settings.ipConfiguration.privateNetwork");
        if (!network.isEmpty()
                && !store.any(GoogleApiErrors.CONNECTION, c -> c.text("network").equals(network))) {
            // hashicorp/terraform-provider-google#3697
            throw new ApiException(
                    "Error waiting for Create Instance: Failed to create subnetwork. Please create Service Networking "
                            + "connection with service 'servicenetworking.googleapis.com' from consumer project '"
                            + GoogleCloudModel.PROJECT_NUMBER + "' network '" + network + "' again.");
        }
        grantOn(
                at("encryptionKeyName"),
                "gcp-sa-cloud-sql",
                "googleapi: Error 400: Invalid request: The service account does not have the "
                        + "cloudkms.cryptoKeyVersions.useToEncrypt permission on " + at("encryptionKeyName")
                        + "., invalid");
    }

    private void connection() {
        for (Object range : PropertyPath.values(inputs, "reservedPeeringRanges[]")) {
            if (!store.any(
                    "gcp:compute/globalAddress:GlobalAddress",
                    a -> a.text("name").equals(range) && a.text("network").equals(inputs.get("network")))) {
                // forseti-security/terraform-google-forseti#422
                throw new ApiException(
                        "Error waiting for Create Service Networking Connection: Error code 9, message: allocated IP "
                                + "range '" + range + "' not found in network");
            }
        }
    }

    private void gpus() {
        boolean t4 = PropertyPath.values(inputs, "nodeConfig.guestAccelerators[].type")
                .contains("nvidia-tesla-t4");
        if (t4 && api.quotaOf("NVIDIA_T4_GPUS", 1) == 0) {
            throw new ApiException(
                    "googleapi: Error 403: Insufficient regional quota to satisfy request: resource \"NVIDIA_T4_GPUS\": "
                            + "request requires '1.0' and is short '1.0'. project has a quota of '0.0' with '0.0' available., forbidden");
        }
    }

    /** The service agent needs a grant to use the key. */
    private void grantOn(String key, String agent, String message) {
        if (!key.isEmpty()
                && !store.any(
                        GoogleApiErrors.GRANT,
                        g -> g.text("cryptoKeyId").equals(key)
                                && g.text("member").contains(agent))) {
            throw new ApiException(message);
        }
    }

    /** IAM refuses a service account that does not exist. Only accounts of the project itself can be checked. */
    private void memberExists() {
        String member = at("member");
        String mine = "@" + at("project") + ".iam.gserviceaccount.com";
        if (member.startsWith("serviceAccount:") && !at("project").isEmpty() && member.endsWith(mine)) {
            String email = member.substring("serviceAccount:".length());
            boolean exists = store.any("gcp:serviceaccount/account:Account", a -> a.output("email")
                            .equals(email))
                    || store.any("gcp:serviceAccount/account:Account", a -> a.output("email")
                            .equals(email));
            if (!exists) {
                throw new ApiException("Error applying IAM policy: googleapi: Error 400: Service account " + email
                        + " does not exist., badRequest");
            }
        }
    }
}
