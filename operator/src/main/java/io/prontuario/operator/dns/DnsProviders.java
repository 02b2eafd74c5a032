package io.prontuario.operator.dns;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.NamesSpec;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import io.prontuario.names.DnsProvider;
import io.prontuario.names.NameServer;
import io.prontuario.names.clouddns.CloudDnsProvider;
import io.prontuario.names.clouddns.CloudDnsSettings;
import io.prontuario.names.rfc2136.Rfc2136Provider;
import io.prontuario.names.rfc2136.TsigKey;
import io.prontuario.operator.secret.SecretException;
import io.prontuario.operator.secret.SecretReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the client of a view's DNS provider, with the Secret as it is now. Google's client is loaded only where a spec uses it. */
final class DnsProviders {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final SecretReader secrets;

    DnsProviders(SecretReader secrets) {
        this.secrets = secrets;
    }

    /** @throws DnsException when the credentials are missing or unusable */
    DnsProvider of(DnsView view, String namespace) throws DnsException {
        if (view instanceof DnsView.Onsite onsite) {
            return updates(
                    onsite.view().rfc2136(), onsite.view().nameServers(), namespace, "spec.names.onsiteView.rfc2136");
        }
        NamesSpec.PublicView spec = ((DnsView.Public) view).view();
        if (spec.rfc2136() != null) {
            return updates(spec.rfc2136(), spec.nameServers(), namespace, "spec.names.publicView.rfc2136");
        }
        return cloudDns((DnsView.Public) view, namespace);
    }

    private DnsProvider updates(NamesSpec.Rfc2136 spec, List<String> servers, String namespace, String field)
            throws DnsException {
        String secret = read(namespace, spec.keySecretRef(), "secret", field + ".keySecretRef");
        TsigKey.Algorithm algorithm =
                switch (spec.algorithm()) {
                    case HmacSha256 -> TsigKey.Algorithm.HmacSha256;
                    case HmacSha384 -> TsigKey.Algorithm.HmacSha384;
                    case HmacSha512 -> TsigKey.Algorithm.HmacSha512;
                };
        return new Rfc2136Provider(new Rfc2136Provider.Settings(
                new NameServer(spec.server(), spec.port()),
                spec.zone(),
                new TsigKey(spec.keyName(), algorithm, secret),
                authorities(servers),
                TIMEOUT,
                field));
    }

    private DnsProvider cloudDns(DnsView.Public view, String namespace) throws DnsException {
        String field = "spec.names.publicView.cloudDns";
        NamesSpec.CloudDns spec = view.view().cloudDns();
        CloudSpec cloud = view.cloud().orElse(null);
        if (spec == null || cloud == null || cloud.project() == null || cloud.zone() == null) {
            throw new IllegalStateException(
                    "an accepted spec has spec.cloud.project, spec.cloud.zone and cloudDns or rfc2136");
        }
        String secret = spec.credentialsSecretRef();
        Optional<String> credentials = secret == null
                ? Optional.empty()
                : Optional.of(read(namespace, secret, "credentials.json", field + ".credentialsSecretRef"));
        return new CloudDnsProvider(new CloudDnsSettings(
                cloud.project(),
                cloud.zone(),
                credentials,
                Optional.ofNullable(spec.endpoint()),
                authorities(view.view().nameServers()),
                field));
    }

    private static List<NameServer> authorities(List<String> servers) {
        return servers.stream().map(NameServer::parse).toList();
    }

    private String read(String namespace, String name, String key, String field) throws DnsException {
        try {
            return secrets.read(namespace, name, key, field);
        } catch (SecretException e) {
            Kind kind = e.missing() ? Kind.KeyRefused : Kind.ServerSilent;
            throw new DnsException(kind, e.field(), String.valueOf(e.getMessage()), e.remedy(), e);
        }
    }
}
