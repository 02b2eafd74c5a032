package io.prontuario.pulumi.gcp.front;

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
import io.prontuario.pulumi.gcp.config.StackConfig.Front;
import java.util.ArrayList;
import java.util.List;

/** Cloud Armor: countries, known attacks, a rate per client; in that order. */
final class WebFirewall {
    /** OWASP core rule set 3.3 at sensitivity 1: few false alarms, the usual injections. */
    private static final List<String> ATTACKS = List.of(
            "sqli-v33-stable",
            "xss-v33-stable",
            "lfi-v33-stable",
            "rfi-v33-stable",
            "rce-v33-stable",
            "protocolattack-v33-stable");

    private WebFirewall() {}

    static SecurityPolicy create(Scope scope, Front front, CustomResourceOptions options) {
        List<SecurityPolicyRuleArgs> rules = new ArrayList<>();
        if (!front.countries().isEmpty()) {
            String codes = front.countries().stream()
                    .map(code -> "origin.region_code != '" + code + "'")
                    .reduce((a, b) -> a + " && " + b)
                    .orElseThrow();
            rules.add(deny(1000, "Countries the hospital does not serve", codes));
        }
        int priority = 2000;
        for (String attack : ATTACKS) {
            rules.add(deny(priority++, attack, "evaluatePreconfiguredWaf('" + attack + "', {'sensitivity': 1})"));
        }
        rules.add(rate(front.requestsPerMinute()));
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
                        // Learns the usual traffic and proposes a rule when a flood differs from it.
                        .adaptiveProtectionConfig(SecurityPolicyAdaptiveProtectionConfigArgs.builder()
                                .layer7DdosDefenseConfig(
                                        SecurityPolicyAdaptiveProtectionConfigLayer7DdosDefenseConfigArgs.builder()
                                                .enable(true)
                                                .build())
                                .build())
                        // Attacks inside JSON bodies are seen; bodies are never logged (patients' words).
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
