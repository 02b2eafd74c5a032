package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.LoadTarget;
import java.util.Optional;

/** Clients outside: the public name, and the ways that it may point. */
public interface PublicEndpoint {
    /** What the name's authoritative server says now; empty when it says nothing. */
    Optional<String> currentAddress();

    String siteAddress();

    String cloudAddress();

    /** HTTPS at a public address. */
    LoadTarget target(String address);

    /** Cuts the site's public address from clients outside, or reconnects it. The VPN is another path. */
    void cut(boolean cut);
}
