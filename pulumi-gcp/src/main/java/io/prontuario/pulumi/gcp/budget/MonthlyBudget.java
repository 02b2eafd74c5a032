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
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Budget;
import java.util.List;
import java.util.Map;

/** Tells people when the month's cost passes half, four fifths and all of the budget, or is forecast to pass it. */
public final class MonthlyBudget extends Concern {
    /** @param channels where to tell; at most five, Google's limit */
    public record Args(
            Scope scope,
            Budget budget,
            String billingAccount,
            Output<String> projectNumber,
            List<Output<String>> channels) {}

    public MonthlyBudget(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("budget", options, after);
        new com.pulumi.gcp.billing.Budget(
                "monthly",
                BudgetArgs.builder()
                        .billingAccount(args.billingAccount())
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
                                // A forecast leaves time to act; money spent does not.
                                at(1.0, "FORECASTED_SPEND"))
                        .allUpdatesRule(BudgetAllUpdatesRuleArgs.builder()
                                .monitoringNotificationChannels(Output.all(
                                        args.channels().stream().limit(5).toList()))
                                .disableDefaultIamRecipients(false)
                                .build())
                        .build(),
                child());
        done(Map.of());
    }

    private static BudgetThresholdRuleArgs at(double share, String basis) {
        return BudgetThresholdRuleArgs.builder()
                .thresholdPercent(share)
                .spendBasis(basis)
                .build();
    }
}
