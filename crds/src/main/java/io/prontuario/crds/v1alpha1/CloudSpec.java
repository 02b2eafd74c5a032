package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Google Cloud: where the emergency profile waits. */
@ValidationRule(
        value = "!has(self.zone) || has(self.dnsName)",
        fieldPath = ".zone",
        message = "zone holds the public name's records: add dnsName, or remove zone")
@ValidationRule(
        value = "!has(self.seats) || self.seats.clinician + self.seats.nurse + self.seats.reception"
                + " + self.seats.auditor + self.seats.service <= self.maxUsers",
        fieldPath = ".seats",
        message = "the roles' seats are more than maxUsers: lower them, or raise maxUsers")
public record CloudSpec(
        @JsonPropertyDescription("The Google Cloud project.")
                @Pattern(Patterns.PROJECT)
                @Size(max = Patterns.NAME_LENGTH)
                @Nullable
                String project,
        @JsonPropertyDescription("The region. Policy of this platform: patient data stays in Brazil (LGPD regulates"
                        + " transfer abroad), so the only one is southamerica-east1, São Paulo.")
                @Default("southamerica-east1")
                @Size(max = 63)
                @ValidationRule(
                        value = "self == 'southamerica-east1'",
                        message =
                                "patient data stays in Brazil: this platform's LGPD residency policy allows southamerica-east1"
                                        + " (São Paulo) only; southamerica-west1 is in Chile; set region: southamerica-east1")
                String region,
        @JsonPropertyDescription("Warm: every emergency service runs at all times; Cold: none until takeover.")
                @Default("Warm")
                Standby standby,
        @JsonPropertyDescription("What the cloud serves: Emergency beside on-site hosts, Full where there is none.")
                @Default("Emergency")
                ProfileName profile,
        @JsonPropertyDescription("Seats of the emergency profile: users at the same time.")
                @Default("50")
                @Min(1)
                @Max(100_000)
                Integer maxUsers,
        @JsonPropertyDescription(
                        "How the seats are shared out by role, for services of kind Api. Absent: half of maxUsers"
                                + " for clinicians, more than a third for nurses, the rest for the others.")
                @Nullable
                Seats seats,
        @JsonPropertyDescription("Where the front door reaches the cloud's services over the VPN, at their nodePort.")
                @Pattern(Patterns.ADDRESS)
                @Size(max = Patterns.ADDRESS_LENGTH)
                @Nullable
                String address,
        @JsonPropertyDescription("The public name, which the cloud operator flips.")
                @Pattern(Patterns.DNS_NAME)
                @Size(max = 253)
                @Nullable
                String dnsName,
        @JsonPropertyDescription("The Cloud DNS zone of the public name.")
                @Pattern(Patterns.ZONE)
                @Size(max = 63)
                @Nullable
                String zone,
        @JsonPropertyDescription("A Secret in the platform's namespace, key kubeconfig, to read the other cluster's"
                        + " object. Absent: the two specs are not compared.")
                @Pattern(Patterns.OBJECT_NAME)
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @Nullable
                String kubeconfigSecretRef) {
    public CloudSpec {
        region = region == null ? "southamerica-east1" : region;
        standby = standby == null ? Standby.Warm : standby;
        profile = profile == null ? ProfileName.Emergency : profile;
        maxUsers = maxUsers == null ? 50 : maxUsers;
    }

    /** Seats of the emergency profile, by the role that a user has in the API; whoever finds none is told so. */
    public record Seats(
            @JsonPropertyDescription("Who treats.") @Default("0") @Min(0) @Max(100_000) Integer clinician,
            @JsonPropertyDescription("Who nurses.") @Default("0") @Min(0) @Max(100_000) Integer nurse,
            @JsonPropertyDescription("Who admits.") @Default("0") @Min(0) @Max(100_000) Integer reception,
            @JsonPropertyDescription("Who audits.") @Default("0") @Min(0) @Max(100_000) Integer auditor,
            @JsonPropertyDescription("Programs.") @Default("0") @Min(0) @Max(100_000) Integer service) {
        public Seats {
            clinician = clinician == null ? 0 : clinician;
            nurse = nurse == null ? 0 : nurse;
            reception = reception == null ? 0 : reception;
            auditor = auditor == null ? 0 : auditor;
            service = service == null ? 0 : service;
        }

        /** All of them together. */
        public int total() {
            return clinician + nurse + reception + auditor + service;
        }
    }

    /** Warm answers at once and costs all the time; Cold answers after its pods have started. */
    public enum Standby {
        Warm,
        Cold
    }

    /** Emergency: the reduced service; Full: every service. */
    public enum ProfileName {
        Emergency,
        Full
    }
}
