package io.prontuario.pulumi.gcp.keys;

import com.pulumi.core.Output;
import com.pulumi.gcp.kms.CryptoKey;
import com.pulumi.gcp.kms.CryptoKeyArgs;
import com.pulumi.gcp.kms.CryptoKeyIAMMember;
import com.pulumi.gcp.kms.CryptoKeyIAMMemberArgs;
import com.pulumi.gcp.kms.KeyRing;
import com.pulumi.gcp.kms.KeyRingArgs;
import com.pulumi.gcp.kms.inputs.CryptoKeyVersionTemplateArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Encryption;
import io.prontuario.pulumi.gcp.services.Agents;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The key ring in the region, one key per {@link Purpose}, and the agents' right to use each. */
public final class EncryptionKeys extends Concern {
    private static final int SECONDS_A_DAY = 86_400;

    private final KeyRing ring;
    private final Map<Purpose, CryptoKey> keys = new EnumMap<>(Purpose.class);
    private final Map<Purpose, List<Resource>> grants = new EnumMap<>(Purpose.class);

    public record Args(Scope scope, Encryption encryption, Agents agents, boolean cache) {}

    public EncryptionKeys(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("keys", options, after);
        ring = new KeyRing(
                "ring",
                KeyRingArgs.builder()
                        .project(args.scope().project())
                        .name(args.scope().named("ring"))
                        // A key outside Brazil would put the means to read the data outside Brazil.
                        .location(args.scope().region())
                        .build(),
                child());
        for (Purpose purpose : Purpose.values()) {
            if (purpose != Purpose.CACHE || args.cache()) {
                add(args, purpose);
            }
        }
        done(Map.of("ring", ring.id()));
    }

    private void add(Args args, Purpose purpose) {
        CryptoKey key = new CryptoKey(
                purpose.id(),
                CryptoKeyArgs.builder()
                        .keyRing(ring.id())
                        .name(args.scope().named(purpose.id()))
                        .purpose("ENCRYPT_DECRYPT")
                        // A rotated key bounds what one leaked version can read.
                        .rotationPeriod(args.encryption().rotationDays() * SECONDS_A_DAY + "s")
                        // Destroying a key destroys the data under it; thirty days to notice and restore.
                        .destroyScheduledDuration(30 * SECONDS_A_DAY + "s")
                        .versionTemplate(CryptoKeyVersionTemplateArgs.builder()
                                .algorithm("GOOGLE_SYMMETRIC_ENCRYPTION")
                                .protectionLevel(args.encryption().protection())
                                .build())
                        .labels(args.scope().labels())
                        .build(),
                child());
        List<Resource> granted = new ArrayList<>();
        for (var agent : purpose.users()) {
            granted.add(new CryptoKeyIAMMember(
                    purpose.id() + "-" + agent.name().toLowerCase(java.util.Locale.ROOT),
                    CryptoKeyIAMMemberArgs.builder()
                            .cryptoKeyId(key.id())
                            // Use, not administer: the agent can neither read nor destroy the key.
                            .role("roles/cloudkms.cryptoKeyEncrypterDecrypter")
                            .member(args.agents().member(agent))
                            .build(),
                    childAfter(args.agents().existing()).build()));
        }
        keys.put(purpose, key);
        grants.put(purpose, List.copyOf(granted));
    }

    /** The key's full name. */
    public Output<String> key(Purpose purpose) {
        return Objects.requireNonNull(keys.get(purpose), () -> "no key for " + purpose)
                .id();
    }

    /** What a resource under the key waits for: without the grant, creating it is refused. */
    public List<Resource> grants(Purpose purpose) {
        return Objects.requireNonNull(grants.get(purpose), () -> "no key for " + purpose);
    }

    public Output<String> ring() {
        return ring.id();
    }
}
