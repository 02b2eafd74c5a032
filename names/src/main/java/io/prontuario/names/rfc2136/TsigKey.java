package io.prontuario.names.rfc2136;

import io.prontuario.names.DnsException;
import java.util.Base64;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * A shared TSIG key (RFC 8945).
 *
 * @param name the name of the key on the server
 * @param secret in base64, as {@code tsig-keygen} prints it
 */
public record TsigKey(String name, Algorithm algorithm, String secret) {
    /** The algorithm of the signature. */
    public enum Algorithm {
        HmacSha256(TSIG.HMAC_SHA256),
        HmacSha384(TSIG.HMAC_SHA384),
        HmacSha512(TSIG.HMAC_SHA512);

        private final Name dnsName;

        Algorithm(Name dnsName) {
            this.dnsName = dnsName;
        }
    }

    /** @throws DnsException if the secret is not base64 */
    TSIG tsig(String field) throws DnsException {
        try {
            if (Base64.getDecoder().decode(secret.strip()).length == 0) {
                throw new IllegalArgumentException("it is empty");
            }
            return new TSIG(algorithm.dnsName, name, secret.strip());
        } catch (IllegalArgumentException e) {
            throw new DnsException(
                    DnsException.Kind.KeyRefused,
                    field + ".keySecretRef",
                    "the key \"secret\" of the Secret is not base64: " + e.getMessage(),
                    "put the quoted secret that tsig-keygen prints into the Secret",
                    e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TsigKey[" + name + ", " + algorithm + "]";
    }
}
