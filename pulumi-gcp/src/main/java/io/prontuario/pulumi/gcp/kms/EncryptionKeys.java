package io.prontuario.pulumi.gcp.kms;

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
import io.prontuario.pulumi.gcp.apis.ServiceAgents;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Encryption;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The key ring in the region, one key for each {@link EncryptionKey}, and the grants to the service agents that use it. */
public final class EncryptionKeys extends StackComponent {
    private static final int SECONDS_PER_DAY = 86_400;

    private final KeyRing ring;
    private final Map<EncryptionKey, CryptoKey> keys = new EnumMap<>(EncryptionKey.class);
    private final Map<EncryptionKey, List<Resource>> grants = new EnumMap<>(EncryptionKey.class);

    public record Args(Scope scope, Encryption encryption, ServiceAgents agents, boolean cache) {}

    public EncryptionKeys(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "keys", options, dependencies);
        ring = new KeyRing(
                "ring",
                KeyRingArgs.builder()
                        .project(args.scope().project())
                        .name(args.scope().named("ring"))
                        // Keys stay in Brazil, like the data.
                        .location(args.scope().region())
                        .build(),
                child());
        for (EncryptionKey key : EncryptionKey.values()) {
            if (key != EncryptionKey.CACHE || args.cache()) {
                add(args, key);
            }
        }
        complete(Map.of("ring", ring.id()));
    }

    private void add(Args args, EncryptionKey key) {
        CryptoKey cryptoKey = new CryptoKey(
                key.id(),
                CryptoKeyArgs.builder()
                        .keyRing(ring.id())
                        .name(args.scope().named(key.id()))
                        .purpose("ENCRYPT_DECRYPT")
                        // Rotation limits the data that one leaked version can decrypt.
                        .rotationPeriod(args.encryption().rotationDays() * SECONDS_PER_DAY + "s")
                        // Data under a destroyed key is lost. A destruction can be cancelled for 30 days.
                        .destroyScheduledDuration(30 * SECONDS_PER_DAY + "s")
                        .versionTemplate(CryptoKeyVersionTemplateArgs.builder()
                                .algorithm("GOOGLE_SYMMETRIC_ENCRYPTION")
                                .protectionLevel(args.encryption().protection())
                                .build())
                        .labels(args.scope().labels())
                        .build(),
                child());
        List<Resource> granted = new ArrayList<>();
        for (var agent : key.users()) {
            granted.add(new CryptoKeyIAMMember(
                    key.id() + "-" + agent.name().toLowerCase(Locale.ROOT),
                    CryptoKeyIAMMemberArgs.builder()
                            .cryptoKeyId(cryptoKey.id())
                            // The agent can use the key, but not manage or destroy it.
                            .role("roles/cloudkms.cryptoKeyEncrypterDecrypter")
                            .member(args.agents().member(agent))
                            .build(),
                    childAfter(args.agents().existing()).build()));
        }
        keys.put(key, cryptoKey);
        grants.put(key, List.copyOf(granted));
    }

    /** The full name of a key. */
    public Output<String> key(EncryptionKey key) {
        return Objects.requireNonNull(keys.get(key), () -> "no key for " + key).id();
    }

    /** The grants of a key. A resource that uses the key depends on them: without the grant its creation fails. */
    public List<Resource> grants(EncryptionKey key) {
        return Objects.requireNonNull(grants.get(key), () -> "no key for " + key);
    }

    public Output<String> ring() {
        return ring.id();
    }
}
