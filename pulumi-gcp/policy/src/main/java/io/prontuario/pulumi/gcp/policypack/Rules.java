package io.prontuario.pulumi.gcp.policypack;

import io.prontuario.pulumi.gcp.policypack.rules.AuditLogs;
import io.prontuario.pulumi.gcp.policypack.rules.CustomerKeys;
import io.prontuario.pulumi.gcp.policypack.rules.DeletionProtection;
import io.prontuario.pulumi.gcp.policypack.rules.EncryptedTransport;
import io.prontuario.pulumi.gcp.policypack.rules.FederationCondition;
import io.prontuario.pulumi.gcp.policypack.rules.KeyRotation;
import io.prontuario.pulumi.gcp.policypack.rules.LeastPrivilege;
import io.prontuario.pulumi.gcp.policypack.rules.NoPublicAddresses;
import io.prontuario.pulumi.gcp.policypack.rules.NoPublicMembers;
import io.prontuario.pulumi.gcp.policypack.rules.PrivateBuckets;
import io.prontuario.pulumi.gcp.policypack.rules.Residency;
import io.prontuario.pulumi.gcp.policypack.rules.Retention;
import io.prontuario.pulumi.gcp.policypack.rules.WebFirewall;
import java.util.List;

/** Every rule. */
public final class Rules {
    public static final List<Rule> ALL = List.of(
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

    private Rules() {}
}
