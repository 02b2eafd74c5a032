package io.prontuario.pulumi.gcp.monitoring;

import com.pulumi.gcp.monitoring.CustomService;
import com.pulumi.gcp.monitoring.CustomServiceArgs;
import com.pulumi.gcp.monitoring.Slo;
import com.pulumi.gcp.monitoring.SloArgs;
import com.pulumi.gcp.monitoring.inputs.SloRequestBasedSliArgs;
import com.pulumi.gcp.monitoring.inputs.SloRequestBasedSliGoodTotalRatioArgs;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.function.Supplier;

/** The availability objective over 30 days. An objective of 99.9 % allows about 43 minutes of errors. */
final class AvailabilitySlo {
    private static final String REQUESTS =
            "metric.type=\"loadbalancing.googleapis.com/https/request_count\" " + "resource.type=\"https_lb_rule\"";

    private final Scope scope;
    private final Supplier<CustomResourceOptions> options;

    AvailabilitySlo(Scope scope, Supplier<CustomResourceOptions> options) {
        this.scope = scope;
        this.options = options;
    }

    void create(double goal) {
        CustomService service = new CustomService(
                "platform",
                CustomServiceArgs.builder()
                        .project(scope.project())
                        .serviceId(scope.named("platform"))
                        .displayName("Prontuário")
                        .userLabels(scope.labels())
                        .build(),
                options.get());
        new Slo(
                "availability",
                SloArgs.builder()
                        .project(scope.project())
                        .service(service.serviceId())
                        .sloId("availability")
                        .displayName("Requests answered without a server error")
                        .goal(goal)
                        .rollingPeriodDays(30)
                        .requestBasedSli(SloRequestBasedSliArgs.builder()
                                .goodTotalRatio(SloRequestBasedSliGoodTotalRatioArgs.builder()
                                        .totalServiceFilter(REQUESTS)
                                        .badServiceFilter(REQUESTS + " metric.labels.response_code_class=500")
                                        .build())
                                .build())
                        .userLabels(scope.labels())
                        .build(),
                options.get());
    }
}
