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

    /** Parts the site's public address from everybody outside, or joins it to them again. The VPN is another way. */
    void cut(boolean cut);
}
