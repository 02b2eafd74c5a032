package io.prontuario.pulumi.gcp.loadbalancing;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.GlobalForwardingRule;
import com.pulumi.gcp.compute.GlobalForwardingRuleArgs;
import com.pulumi.gcp.compute.TargetHttpProxy;
import com.pulumi.gcp.compute.TargetHttpProxyArgs;
import com.pulumi.gcp.compute.TargetHttpsProxy;
import com.pulumi.gcp.compute.TargetHttpsProxyArgs;
import com.pulumi.gcp.compute.URLMap;
import com.pulumi.gcp.compute.URLMapArgs;
import com.pulumi.gcp.compute.inputs.URLMapDefaultUrlRedirectArgs;
import com.pulumi.gcp.compute.inputs.URLMapHostRuleArgs;
import com.pulumi.gcp.compute.inputs.URLMapPathMatcherArgs;
import com.pulumi.gcp.compute.inputs.URLMapPathMatcherPathRuleArgs;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.gcp.common.OutputLists;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.function.Supplier;

/** Forwarding rules, proxies and URL maps. Port 80 redirects to port 443. */
final class HttpsRouting {
    private final Scope scope;
    private final Supplier<CustomResourceOptions> options;

    HttpsRouting(Scope scope, Supplier<CustomResourceOptions> options) {
        this.scope = scope;
        this.options = options;
    }

    void create(
            Output<String> application,
            Output<String> files,
            Output<String> certificate,
            Output<String> tlsPolicy,
            Output<String> address) {
        URLMap map = new URLMap(
                "routes",
                URLMapArgs.builder()
                        .project(scope.project())
                        .name(scope.named("front"))
                        .defaultService(application)
                        .hostRules(URLMapHostRuleArgs.builder()
                                .hosts("*")
                                .pathMatcher("all")
                                .build())
                        .pathMatchers(URLMapPathMatcherArgs.builder()
                                .name("all")
                                .defaultService(application)
                                .pathRules(URLMapPathMatcherPathRuleArgs.builder()
                                        .paths("/static/*")
                                        .service(files)
                                        .build())
                                .build())
                        .build(),
                options.get());
        TargetHttpsProxy https = new TargetHttpsProxy(
                "https",
                TargetHttpsProxyArgs.builder()
                        .project(scope.project())
                        .name(scope.named("https"))
                        .urlMap(map.id())
                        .sslCertificates(OutputLists.ofPresent(certificate))
                        .sslPolicy(tlsPolicy)
                        .build(),
                options.get());
        listen("https", "443", https.id(), address);
        URLMap redirect = new URLMap(
                "redirect",
                URLMapArgs.builder()
                        .project(scope.project())
                        .name(scope.named("redirect"))
                        .defaultUrlRedirect(URLMapDefaultUrlRedirectArgs.builder()
                                .httpsRedirect(true)
                                .redirectResponseCode("MOVED_PERMANENTLY_DEFAULT")
                                .stripQuery(false)
                                .build())
                        .build(),
                options.get());
        TargetHttpProxy http = new TargetHttpProxy(
                "http",
                TargetHttpProxyArgs.builder()
                        .project(scope.project())
                        .name(scope.named("http"))
                        .urlMap(redirect.id())
                        .build(),
                options.get());
        listen("http", "80", http.id(), address);
    }

    private void listen(String name, String port, Output<String> target, Output<String> address) {
        new GlobalForwardingRule(
                name,
                GlobalForwardingRuleArgs.builder()
                        .project(scope.project())
                        .name(scope.named(name))
                        .target(target)
                        .portRange(port)
                        .ipAddress(address)
                        .ipProtocol("TCP")
                        .loadBalancingScheme("EXTERNAL_MANAGED")
                        .labels(scope.labels())
                        .build(),
                options.get());
    }
}
