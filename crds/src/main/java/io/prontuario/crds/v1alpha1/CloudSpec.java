package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Google Cloud, which runs the emergency profile. */
@ValidationRule(
        value = "!has(self.zone) || has(self.dnsName)",
        fieldPath = ".zone",
        message = "zone requires dnsName: add dnsName, or remove zone")
@ValidationRule(
        value = "!has(self.seats) || self.seats.clinician + self.seats.nurse + self.seats.reception"
                + " + self.seats.auditor + self.seats.service <= self.maxUsers",
        fieldPath = ".seats",
        message = "the sum of seats is more than maxUsers: lower the seats, or raise maxUsers")
public record CloudSpec(
        @JsonPropertyDescription("The id of the Google Cloud project, for example prontuario-prod-000001.")
                @Pattern(Patterns.PROJECT)
                @Size(max = Patterns.NAME_LENGTH)
                @Nullable
                String project,
        @JsonPropertyDescription("The Google Cloud region. Patient data must stay in Brazil, so the only valid value is"
                        + " southamerica-east1 (São Paulo).")
                @Default("southamerica-east1")
                @Size(max = 63)
                @ValidationRule(
                        value = "self == 'southamerica-east1'",
                        message =
                                "patient data stays in Brazil: this platform's LGPD residency policy allows southamerica-east1"
                                        + " (São Paulo) only; southamerica-west1 is in Chile; set region: southamerica-east1")
                String region,
        @JsonPropertyDescription("Warm: the emergency services run at all times. Cold: they start at takeover.")
                @Default("Warm")
                Standby standby,
        @JsonPropertyDescription("The profile that the cloud serves: Emergency with on-site hosts, Full without.")
                @Default("Emergency")
                ProfileName profile,
        @JsonPropertyDescription("The maximum number of concurrent users of the emergency profile.")
                @Default("50")
                @Min(1)
                @Max(100_000)
                Integer maxUsers,
        @JsonPropertyDescription("The number of seats for each role, for services of kind Api. If absent, half of"
                        + " maxUsers is for clinicians, more than a third for nurses, and the rest for the other"
                        + " roles.")
                @Nullable
                Seats seats,
        @JsonPropertyDescription(
                        "The address at which the front door reaches the services in the cloud over the VPN, on"
                                + " their nodePort: an IP address or a DNS name.")
                @Pattern(Patterns.ADDRESS)
                @Size(max = Patterns.ADDRESS_LENGTH)
                @Nullable
                String address,
        @JsonPropertyDescription("The public DNS name of the platform. The cloud operator changes its records on"
                        + " failover. Example: app.hospital.example.")
                @Pattern(Patterns.DNS_NAME)
                @Size(max = 253)
                @Nullable
                String dnsName,
        @JsonPropertyDescription("The name of the managed zone of the public name in Cloud DNS, not its DNS name.")
                @Pattern(Patterns.ZONE)
                @Size(max = 63)
                @Nullable
                String zone,
        @JsonPropertyDescription("The name of a Secret in the platform's namespace. Its key kubeconfig gives access to"
                        + " the object in the other cluster. If absent, the two specs are not compared.")
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

    /** Seats of the emergency profile by role. A user without a free seat gets an error. */
    public record Seats(
            @JsonPropertyDescription("Seats for clinicians.") @Default("0") @Min(0) @Max(100_000) Integer clinician,
            @JsonPropertyDescription("Seats for nurses.") @Default("0") @Min(0) @Max(100_000) Integer nurse,
            @JsonPropertyDescription("Seats for reception staff.") @Default("0") @Min(0) @Max(100_000)
                    Integer reception,
            @JsonPropertyDescription("Seats for auditors.") @Default("0") @Min(0) @Max(100_000) Integer auditor,
            @JsonPropertyDescription("Seats for service accounts.") @Default("0") @Min(0) @Max(100_000)
                    Integer service) {
        public Seats {
            clinician = clinician == null ? 0 : clinician;
            nurse = nurse == null ? 0 : nurse;
            reception = reception == null ? 0 : reception;
            auditor = auditor == null ? 0 : auditor;
            service = service == null ? 0 : service;
        }

        /** The sum of the seats. */
        public int total() {
            return clinician + nurse + reception + auditor + service;
        }
    }

    /** Warm: services run at all times. Cold: services start at takeover. */
    public enum Standby {
        Warm,
        Cold
    }

    /** Emergency: the reduced services. Full: every service. */
    public enum ProfileName {
        Emergency,
        Full
    }
}
