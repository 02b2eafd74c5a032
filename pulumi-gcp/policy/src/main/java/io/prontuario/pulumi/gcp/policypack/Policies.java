package io.prontuario.pulumi.gcp.policypack;

import io.prontuario.pulumi.gcp.policypack.policies.AuditLogs;
import io.prontuario.pulumi.gcp.policypack.policies.CustomerKeys;
import io.prontuario.pulumi.gcp.policypack.policies.DeletionProtection;
import io.prontuario.pulumi.gcp.policypack.policies.EncryptedTransport;
import io.prontuario.pulumi.gcp.policypack.policies.FederationCondition;
import io.prontuario.pulumi.gcp.policypack.policies.KeyRotation;
import io.prontuario.pulumi.gcp.policypack.policies.LeastPrivilege;
import io.prontuario.pulumi.gcp.policypack.policies.NoPublicAddresses;
import io.prontuario.pulumi.gcp.policypack.policies.NoPublicMembers;
import io.prontuario.pulumi.gcp.policypack.policies.PrivateBuckets;
import io.prontuario.pulumi.gcp.policypack.policies.Residency;
import io.prontuario.pulumi.gcp.policypack.policies.Retention;
import io.prontuario.pulumi.gcp.policypack.policies.WebFirewall;
import java.util.List;

/** Every policy of the pack. */
public final class Policies {
    public static final List<Policy> ALL = List.of(
            new Residency(),
            new CustomerKeys(),
            new NoPublicAddresses(),
            new NoPublicMembers(),
            new PrivateBuckets(),
            new AuditLogs(),
            new Retention(),
            new DeletionProtection(),
            new LeastPrivilege(),
            new EncryptedTransport(),
            new FederationCondition(),
            new KeyRotation(),
            new WebFirewall());

    private Policies() {}
}
