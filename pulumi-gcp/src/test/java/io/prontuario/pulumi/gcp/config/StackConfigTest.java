package io.prontuario.pulumi.gcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prontuario.pulumi.config.ConfigProblem;
import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.config.InvalidConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "healthcare", "hybrid-v1"})
    void everyStackFileOfTheRepositoryIsGood(String stack) {
        assertThat(StackFile.read(stack).project().region()).isEqualTo("southamerica-east1");
    }

    /** One change to a good stack each: stack, key, value, the key that is blamed, words of the remedy. */
    @ParameterizedTest(name = "{1}={2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            prod | environment | production | environment | one of dev, staging, prod
            prod | environment | "" | environment | one of dev, staging, prod
            prod | project | "" | project | pulumi config set project
            prod | project | My Project | project | use the id
            prod | region | us-central1 | region | southamerica-east1
            prod | region | southamerica-west1 | region | southamerica-east1
            prod | name | prontuario-platform | name | 2 to 14
            prod | billingAccount | 123 | billingAccount | XXXXXX-XXXXXX-XXXXXX
            prod | billingAccount | "" | billingAccount | set billingAccount
            prod | budgetMonthly | many | budgetMonthly | digits only
            prod | budgetMonthly | -1 | budgetMonthly | 0 for no budget
            prod | budgetMonthly | 0 | budgetMonthly | set a monthly amount
            prod | budgetCurrency | reais | budgetCurrency | ISO 4217
            prod | networkNodesCidr | 10.32.0.1/20 | networkNodesCidr | network address
            prod | networkNodesCidr | 10.32.0.0/28 | networkNodesCidr | a /24 or larger
            prod | networkNodesCidr | 8.8.0.0/20 | networkNodesCidr | 10.0.0.0/8
            prod | networkPodsCidr | 10.32.0.0/16 | networkPodsCidr | disjoint
            prod | networkPodsCidr | 10.40.0.0/24 | networkPodsCidr | /21
            prod | networkControlPlaneCidr | 172.20.0.0/24 | networkControlPlaneCidr | /28
            prod | networkPrivateServicesCidr | 10.200.0.0/20 | onsiteCidrs | disjoint
            prod | onsiteCidrs | [] | onsiteCidrs | hospital's networks
            prod | onsiteCidrs | not a list | onsiteCidrs | YAML list
            prod | vpnPeerAddresses | [] | vpnPeerAddresses | one or two
            prod | vpnPeerAddresses | ["10.0.0.1"] | vpnPeerAddresses | on the internet
            prod | vpnPeerAsn | 15169 | vpnPeerAsn | 64512 to 65534
            prod | vpnPeerAsn | 64514 | vpnCloudAsn | two different
            prod | gkeMode | Serverless | gkeMode | one of Autopilot, Standard
            prod | gkeAuthorizedNetworks | ["0.0.0.0/0"] | gkeAuthorizedNetworks | hospital's networks only
            prod | gkeBackupCron | daily | gkeBackupCron | five fields
            prod | gkeBackupRetentionDays | 3 | gkeBackupRetentionDays | 7 to 365
            prod | gkeAccelerator | tpu-v4 | gkeAccelerator | nvidia-tesla-t4
            prod | gkeAccelerator | nvidia-tesla-a100 | gkeAccelerator | nvidia-tesla-t4
            prod | gkeAccelerator | abacus | gkeAccelerator | nvidia-tesla-t4
            prod | gkeAccelerator | nvidia-tesla-t4 | gpuQuota | have the quota raised
            prod | gkeSpotPool | true | gkeSpotPool | gke-spot
            prod | gkeSpotPool | yes | gkeSpotPool | true or false
            hybrid-v1 | gkeNodesMax | 0 | gkeNodesMax | raise gkeNodesMax
            hybrid-v1 | gkeNodesMin | 0 | gkeNodesMin | 1 or more
            hybrid-v1 | gkeNodesMax | 40 | gkeNodesMax | cpuQuota
            hybrid-v1 | gkeNodesInitialPerZone | 5 | gkeNodesInitialPerZone | lower
            hybrid-v1 | gkeNodeMachineType | big | gkeNodeMachineType | e2-standard-4
            healthcare | gkeGpuMachineType | e2-standard-4 | gkeGpuMachineType | n1
            prod | sqlBackups | false | sqlBackups | sqlBackups to true
            prod | sqlTier | db-n1-standard-2 | sqlTier | db-custom-CPUS-MIB
            prod | sqlTier | db-g1-small | sqlTier | db-custom-1-3840
            prod | sqlTier | db-custom-3-7680 | sqlTier | even number
            prod | sqlTier | db-custom-2-20480 | sqlTier | 6.5 GiB
            prod | sqlTier | db-perf-optimized-N-2 | sqlTier | ENTERPRISE_PLUS
            prod | sqlEdition | ENTERPRISE_PLUS | sqlTier | db-perf-optimized-N-*
            prod | sqlAvailability | ZONAL | sqlAvailability | REGIONAL
            prod | sqlLogRetentionDays | 14 | sqlLogRetentionDays | 1 to 7
            prod | sqlRetainedBackups | 3 | sqlRetainedBackups | sqlLogRetentionDays
            prod | sqlPointInTimeRecovery | false | sqlPointInTimeRecovery | both to true
            prod | sqlDiskGb | 5 | sqlDiskGb | 10 to 65536
            prod | backupDeleteAfterDays | 10 | backupDeleteAfterDays | delete later
            prod | archiveRetentionDays | 365 | archiveRetentionDays | 7305
            prod | archiveRetentionDays | 36500 | archiveRetentionDays | 24855
            prod | documentsColdAfterDays | 7 | documentsColdAfterDays | 30 or more
            prod | keyRotationDays | 0 | keyRotationDays | 1 to 365
            prod | auditRetentionDays | 30 | auditRetentionDays | 365 or more
            prod | onsiteIssuer | http://kubernetes | onsiteIssuer | iss claim
            prod | onsiteIssuer | "" | onsiteIssuer | both, or neither
            prod | onsiteJwks | {} | onsiteJwks | kubectl get --raw
            prod | onsiteJwks | {"keys":[{"kty":"RSA","d":"x"}]} | onsiteJwks | replace the leaked key
            prod | emergencyOperators | ["allUsers"] | emergencyOperators | never allowed
            prod | emergencyAccessUntil | "" | emergencyAccessUntil | set the day
            prod | emergencyAccessUntil | tomorrow | emergencyAccessUntil | RFC 3339
            prod | ciRepository | prontuario | ciRepository | owner/name
            prod | dnsDomain | "" | dnsDomain | set dnsDomain
            prod | dnsDomain | Prontuario.example. | dnsDomain | lower case
            prod | dnsSiteAddress | 10.0.0.1 | dnsSiteAddress | on the internet
            prod | dnsOnsiteDomain | "" | dnsOnsiteResolvers | both, or neither
            prod | vpnEnabled | false | dnsOnsiteResolvers | vpnEnabled to true
            prod | frontRequestsPerMinute | 5 | frontRequestsPerMinute | 60 to 10000
            prod | frontCountries | ["Brasil"] | frontCountries | ISO 3166
            prod | frontCountries | [] | frontCountries | such as BR
            prod | alertEmails | [] | alertEmails | at least one
            prod | alertEmails | ["plantao"] | alertEmails | NAME@DOMAIN
            prod | sloBasisPoints | 10000 | sloBasisPoints | 9000 to 9999
            prod | organizationPolicies | false | organizationPolicies | set it to true
            healthcare | cacheHighlyAvailable | false | cacheHighlyAvailable | set it to true
            healthcare | cacheMemoryGb | 0 | cacheMemoryGb | 1 to 300
            prod | sqlTeir | db-custom-2-7680 | sqlTeir | did you mean sqlTier
            """)
    void badConfigurationIsRefusedWithKeyAndRemedy(
            String stack, String key, String value, String blamed, String remedy) {
        Map<String, String> values = new HashMap<>(StackFile.values(stack));
        values.put(key, value == null ? "" : value);

        var refused = catchThrowableOfType(
                InvalidConfigException.class, () -> StackConfigReader.read(ConfigSource.of(values)));

        assertThat(refused).as("accepted: %s=%s", key, value).isNotNull();
        assertThat(refused.problems()).anySatisfy(p -> {
            assertThat(p.key()).isEqualTo(blamed);
            assertThat(p.remedy()).containsIgnoringCase(remedy);
        });
    }

    @Test
    void aVpnNeedsItsSecret() {
        Map<String, String> values = new HashMap<>(StackFile.values("prod"));
        values.remove(ConfigKeys.VPN_SHARED_SECRET);
        assertThatThrownBy(() -> StackConfigReader.read(ConfigSource.of(values)))
                .hasMessageContaining("pulumi config set --secret vpnSharedSecret");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Map<String, String> values = new HashMap<>(StackFile.values("prod"));
        values.putAll(Map.of("region", "us-east1", "sqlTier", "huge", "alertEmails", "[]", "gkeMode", "none"));
        var refused = catchThrowableOfType(
                InvalidConfigException.class, () -> StackConfigReader.read(ConfigSource.of(values)));
        assertThat(refused.problems())
                .extracting(ConfigProblem::key)
                .contains("region", "sqlTier", "alertEmails", "gkeMode");
        assertThat(refused.getMessage().lines().count())
                .isEqualTo(refused.problems().size() + 1L);
    }

    @Test
    void theEdgesOfRangesAreGood() {
        for (Map<String, String> change : List.of(
                Map.of("sqlLogRetentionDays", "1"),
                Map.of("sqlLogRetentionDays", "7"),
                Map.of("backupDeleteAfterDays", "36"),
                Map.of("archiveRetentionDays", "7305"),
                Map.of("archiveRetentionDays", "24855"),
                Map.of("frontRequestsPerMinute", "60"),
                Map.of("vpnPeerAsn", "65534"),
                Map.of("sqlTier", "db-custom-2-3840"),
                Map.of("sqlTier", "db-custom-2-13312"),
                Map.of("auditRetentionDays", "365"),
                Map.of("name", "abcdefghijklmn"))) {
            Map<String, String> values = new HashMap<>(StackFile.values("prod"));
            values.putAll(change);
            assertThat(StackConfigReader.read(ConfigSource.of(values)))
                    .as("%s", change)
                    .isNotNull();
        }
    }
}
