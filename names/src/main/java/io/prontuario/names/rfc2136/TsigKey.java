package io.prontuario.names.rfc2136;

import io.prontuario.names.NamesException;
import java.util.Base64;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * A shared key.
 *
 * @param name as the server knows it
 * @param secret in base64, as {@code tsig-keygen} prints it
 */
public record TsigKey(String name, Algorithm algorithm, String secret) {
    /** What signs. */
    public enum Algorithm {
        HmacSha256(TSIG.HMAC_SHA256),
        HmacSha384(TSIG.HMAC_SHA384),
        HmacSha512(TSIG.HMAC_SHA512);

        private final Name dnsName;

        Algorithm(Name dnsName) {
            this.dnsName = dnsName;
        }
    }

    /** @throws NamesException when the secret is no base64 */
    TSIG tsig(String field) throws NamesException {
        try {
            if (Base64.getDecoder().decode(secret.strip()).length == 0) {
                throw new IllegalArgumentException("it is empty");
            }
            return new TSIG(algorithm.dnsName, name, secret.strip());
        } catch (IllegalArgumentException e) {
            throw new NamesException(
                    NamesException.Kind.KeyRefused,
                    field + ".keySecretRef",
                    "the Secret's key \"secret\" is no base64: " + e.getMessage(),
                    "put the text between the quotes of tsig-keygen's secret there",
                    e);
        }
    }

    /** A key is never printed. */
    @Override
    public String toString() {
        return "TsigKey[" + name + ", " + algorithm + "]";
    }
}
