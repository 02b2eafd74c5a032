package io.prontuario.pulumi.gcp.loadbalancing;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.BackendService;
import com.pulumi.gcp.compute.BackendServiceArgs;
import com.pulumi.gcp.compute.GlobalAddress;
import com.pulumi.gcp.compute.GlobalAddressArgs;
import com.pulumi.gcp.compute.HealthCheck;
import com.pulumi.gcp.compute.HealthCheckArgs;
import com.pulumi.gcp.compute.ManagedSslCertificate;
import com.pulumi.gcp.compute.ManagedSslCertificateArgs;
import com.pulumi.gcp.compute.SSLPolicy;
import com.pulumi.gcp.compute.SSLPolicyArgs;
import com.pulumi.gcp.compute.SecurityPolicy;
import com.pulumi.gcp.compute.inputs.BackendServiceCdnPolicyArgs;
import com.pulumi.gcp.compute.inputs.BackendServiceCdnPolicyCacheKeyPolicyArgs;
import com.pulumi.gcp.compute.inputs.BackendServiceLogConfigArgs;
import com.pulumi.gcp.compute.inputs.HealthCheckHttpHealthCheckArgs;
import com.pulumi.gcp.compute.inputs.HealthCheckLogConfigArgs;
import com.pulumi.gcp.compute.inputs.ManagedSslCertificateManagedArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.LoadBalancer;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** The global external Application Load Balancer: TLS, Cloud Armor, and Cloud CDN for static files. */
public final class GlobalLoadBalancer extends StackComponent {
    private final GlobalAddress address;
    private final BackendService application;

    /** @param hosts the host names of the certificate, without final dots */
    public record Args(Scope scope, LoadBalancer config, List<String> hosts) {}

    public GlobalLoadBalancer(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "front", options, dependencies);
        Scope scope = args.scope();
        address = new GlobalAddress(
                "address",
                GlobalAddressArgs.builder()
                        .project(scope.project())
                        .name(scope.named("front"))
                        .addressType("EXTERNAL")
                        .ipVersion("IPV4")
                        .build(),
                child());
        SecurityPolicy firewall = CloudArmorPolicy.create(scope, args.config(), child());
        HealthCheck health = health(scope);
        application = application(scope, firewall, health);
        BackendService files = files(scope, firewall, health);
        SSLPolicy tls = tls(scope);
        new HttpsRouting(scope, this::child)
                .create(
                        application.id(),
                        files.id(),
                        certificate(scope, args.hosts()).id(),
                        tls.id(),
                        address.address());
        complete(Map.of("address", address.address()));
    }

    private HealthCheck health(Scope scope) {
        return new HealthCheck(
                "health",
                HealthCheckArgs.builder()
                        .project(scope.project())
                        .name(scope.named("front"))
                        .checkIntervalSec(5)
                        .timeoutSec(2)
                        // As on site: three failures, two successes.
                        .unhealthyThreshold(3)
                        .healthyThreshold(2)
                        .httpHealthCheck(HealthCheckHttpHealthCheckArgs.builder()
                                .requestPath("/readyz")
                                .portSpecification("USE_SERVING_PORT")
                                .build())
                        .logConfig(
                                HealthCheckLogConfigArgs.builder().enable(true).build())
                        .build(),
                child());
    }

    private static BackendServiceArgs.Builder backend(Scope scope, SecurityPolicy firewall, HealthCheck health) {
        return BackendServiceArgs.builder()
                .project(scope.project())
                .protocol("HTTP")
                .loadBalancingScheme("EXTERNAL_MANAGED")
                .healthChecks(health.id())
                .securityPolicy(firewall.id())
                // Lets requests in flight finish when a pod terminates.
                .connectionDrainingTimeoutSec(30)
                .logConfig(BackendServiceLogConfigArgs.builder()
                        .enable(true)
                        .sampleRate(1.0)
                        .build());
    }

    private BackendService application(Scope scope, SecurityPolicy firewall, HealthCheck health) {
        CustomResourceOptions.Builder options = childAfter();
        // Endpoint groups are attached outside this program; see the README.
        options.ignoreChanges("backends");
        return new BackendService(
                "application",
                backend(scope, firewall, health)
                        .name(scope.named("application"))
                        // For streamed chat answers; the default of 30 s would cut them off.
                        .timeoutSec(300)
                        // Patient data is never cached outside the application.
                        .enableCdn(false)
                        .build(),
                options.build());
    }

    private BackendService files(Scope scope, SecurityPolicy firewall, HealthCheck health) {
        CustomResourceOptions.Builder options = childAfter();
        options.ignoreChanges("backends");
        return new BackendService(
                "files",
                backend(scope, firewall, health)
                        .name(scope.named("files"))
                        .timeoutSec(30)
                        .enableCdn(true)
                        .cdnPolicy(BackendServiceCdnPolicyArgs.builder()
                                // Caches only responses that the application marks as cacheable.
                                .cacheMode("USE_ORIGIN_HEADERS")
                                .cacheKeyPolicy(BackendServiceCdnPolicyCacheKeyPolicyArgs.builder()
                                        .includeHost(true)
                                        .includeProtocol(true)
                                        .includeQueryString(true)
                                        .build())
                                .negativeCaching(false)
                                .build())
                        .build(),
                options.build());
    }

    private SSLPolicy tls(Scope scope) {
        return new SSLPolicy(
                "tls",
                SSLPolicyArgs.builder()
                        .project(scope.project())
                        .name(scope.named("tls"))
                        // Refuses older versions, and ciphers without forward secrecy.
                        .minTlsVersion("TLS_1_2")
                        .profile("RESTRICTED")
                        .build(),
                child());
    }

    private ManagedSslCertificate certificate(Scope scope, List<String> hosts) {
        return new ManagedSslCertificate(
                "certificate",
                ManagedSslCertificateArgs.builder()
                        .project(scope.project())
                        .name(scope.named("front"))
                        .managed(ManagedSslCertificateManagedArgs.builder()
                                .domains(hosts)
                                .build())
                        .build(),
                child());
    }

    /** The public address. */
    public Output<String> address() {
        return address.address();
    }

    /** The backend service to attach the endpoint groups of GKE to. */
    public Output<String> application() {
        return application.name();
    }
}
