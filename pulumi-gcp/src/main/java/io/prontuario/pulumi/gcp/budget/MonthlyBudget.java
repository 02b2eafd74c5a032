package io.prontuario.pulumi.gcp.budget;

import com.pulumi.core.Output;
import com.pulumi.gcp.billing.BudgetArgs;
import com.pulumi.gcp.billing.inputs.BudgetAllUpdatesRuleArgs;
import com.pulumi.gcp.billing.inputs.BudgetAmountArgs;
import com.pulumi.gcp.billing.inputs.BudgetAmountSpecifiedAmountArgs;
import com.pulumi.gcp.billing.inputs.BudgetBudgetFilterArgs;
import com.pulumi.gcp.billing.inputs.BudgetThresholdRuleArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Budget;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Notifies when the cost of the month exceeds 50 %, 80 % or 100 % of the budget, or is forecast to exceed 100 %. */
public final class MonthlyBudget extends StackComponent {
    /** @param channels the notification channels; the first five are used, which is Google's limit */
    public record Args(Scope scope, Budget budget, Output<String> projectNumber, List<Output<String>> channels) {}

    public MonthlyBudget(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "budget", options, dependencies);
        new com.pulumi.gcp.billing.Budget(
                "monthly",
                BudgetArgs.builder()
                        .billingAccount(args.budget().billingAccount().orElseThrow())
                        .displayName(args.scope().named(args.scope().environment()))
                        .amount(BudgetAmountArgs.builder()
                                .specifiedAmount(BudgetAmountSpecifiedAmountArgs.builder()
                                        .currencyCode(args.budget().currency())
                                        .units(Integer.toString(args.budget().monthly()))
                                        .build())
                                .build())
                        .budgetFilter(BudgetBudgetFilterArgs.builder()
                                .projects(args.projectNumber().applyValue(number -> List.of("projects/" + number)))
                                .calendarPeriod("MONTH")
                                .build())
                        .thresholdRules(
                                at(0.5, "CURRENT_SPEND"),
                                at(0.8, "CURRENT_SPEND"),
                                at(1.0, "CURRENT_SPEND"),
                                // A forecast leaves time to act.
                                at(1.0, "FORECASTED_SPEND"))
                        .allUpdatesRule(BudgetAllUpdatesRuleArgs.builder()
                                .monitoringNotificationChannels(Output.all(
                                        args.channels().stream().limit(5).toList()))
                                .disableDefaultIamRecipients(false)
                                .build())
                        .build(),
                child());
        complete(Map.of());
    }

    private static BudgetThresholdRuleArgs at(double share, String basis) {
        return BudgetThresholdRuleArgs.builder()
                .thresholdPercent(share)
                .spendBasis(basis)
                .build();
    }
}
