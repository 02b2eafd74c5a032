package io.prontuario.pulumi.gcp.loadbalancing;

import com.pulumi.gcp.compute.SecurityPolicy;
import com.pulumi.gcp.compute.SecurityPolicyArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyAdaptiveProtectionConfigArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyAdaptiveProtectionConfigLayer7DdosDefenseConfigArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyAdvancedOptionsConfigArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleMatchArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleMatchConfigArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleMatchExprArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleRateLimitOptionsArgs;
import com.pulumi.gcp.compute.inputs.SecurityPolicyRuleRateLimitOptionsRateLimitThresholdArgs;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.LoadBalancer;
import java.util.ArrayList;
import java.util.List;

/** The Cloud Armor policy: countries, known attacks, then a rate limit per client address. */
final class CloudArmorPolicy {
    /** OWASP core rule set 3.3; used at sensitivity 1, which has the fewest false positives. */
    private static final List<String> ATTACKS = List.of(
            "sqli-v33-stable",
            "xss-v33-stable",
            "lfi-v33-stable",
            "rfi-v33-stable",
            "rce-v33-stable",
            "protocolattack-v33-stable");

    private CloudArmorPolicy() {}

    static SecurityPolicy create(Scope scope, LoadBalancer config, CustomResourceOptions options) {
        List<SecurityPolicyRuleArgs> rules = new ArrayList<>();
        if (!config.countries().isEmpty()) {
            String codes = config.countries().stream()
                    .map(code -> "origin.region_code != '" + code + "'")
                    .reduce((a, b) -> a + " && " + b)
                    .orElseThrow();
            rules.add(deny(1000, "Countries the hospital does not serve", codes));
        }
        int priority = 2000;
        for (String attack : ATTACKS) {
            rules.add(deny(priority++, attack, "evaluatePreconfiguredWaf('" + attack + "', {'sensitivity': 1})"));
        }
        rules.add(rate(config.requestsPerMinute()));
        rules.add(SecurityPolicyRuleArgs.builder()
                .action("allow")
                .priority(Integer.MAX_VALUE)
                .description("Everything else")
                .match(everyone())
                .build());
        return new SecurityPolicy(
                "firewall",
                SecurityPolicyArgs.builder()
                        .project(scope.project())
                        .name(scope.named("firewall"))
                        .description("Countries, known attacks, a rate per client")
                        .type("CLOUD_ARMOR")
                        // Learns normal traffic and suggests a rule when an attack differs from it.
                        .adaptiveProtectionConfig(SecurityPolicyAdaptiveProtectionConfigArgs.builder()
                                .layer7DdosDefenseConfig(
                                        SecurityPolicyAdaptiveProtectionConfigLayer7DdosDefenseConfigArgs.builder()
                                                .enable(true)
                                                .build())
                                .build())
                        // Inspects JSON bodies. Does not log them, because they contain patient data.
                        .advancedOptionsConfig(SecurityPolicyAdvancedOptionsConfigArgs.builder()
                                .jsonParsing("STANDARD")
                                .logLevel("NORMAL")
                                .build())
                        .rules(rules)
                        .build(),
                options);
    }

    private static SecurityPolicyRuleArgs deny(int priority, String description, String expression) {
        return SecurityPolicyRuleArgs.builder()
                .action("deny(403)")
                .priority(priority)
                .description(description)
                .match(SecurityPolicyRuleMatchArgs.builder()
                        .expr(SecurityPolicyRuleMatchExprArgs.builder()
                                .expression(expression)
                                .build())
                        .build())
                .build();
    }

    private static SecurityPolicyRuleArgs rate(int requestsPerMinute) {
        return SecurityPolicyRuleArgs.builder()
                .action("throttle")
                .priority(3000)
                .description("Requests a minute per client address")
                .match(everyone())
                .rateLimitOptions(SecurityPolicyRuleRateLimitOptionsArgs.builder()
                        .conformAction("allow")
                        .exceedAction("deny(429)")
                        .enforceOnKey("IP")
                        .rateLimitThreshold(SecurityPolicyRuleRateLimitOptionsRateLimitThresholdArgs.builder()
                                .count(requestsPerMinute)
                                .intervalSec(60)
                                .build())
                        .build())
                .build();
    }

    private static SecurityPolicyRuleMatchArgs everyone() {
        return SecurityPolicyRuleMatchArgs.builder()
                .versionedExpr("SRC_IPS_V1")
                .config(SecurityPolicyRuleMatchConfigArgs.builder()
                        .srcIpRanges("*")
                        .build())
                .build();
    }
}
