package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.LoadTarget;
import java.util.Optional;

/** The public side: the public name and the addresses to which it may point. */
public interface PublicEndpoint {
    /** The address that the name's authoritative server answers now; empty without an answer. */
    Optional<String> currentAddress();

    String siteAddress();

    String cloudAddress();

    /** HTTPS at a public address. */
    LoadTarget target(String address);

    /** Cuts the site's public address from clients outside, or reconnects it. The VPN is another path. */
    void cut(boolean cut);
}
