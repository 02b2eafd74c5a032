package io.prontuario.pulumi.gcp.identity;

import com.pulumi.core.Output;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One service account for each {@link PlatformAccount}, with its roles on the project. */
public final class ServiceAccounts extends StackComponent {
    private final Map<PlatformAccount, Account> accounts = new EnumMap<>(PlatformAccount.class);
    private final List<Resource> nodeRoles = new ArrayList<>();

    public record Args(Scope scope) {}

    public ServiceAccounts(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "identity", options, dependencies);
        for (PlatformAccount account : PlatformAccount.values()) {
            accounts.put(account, create(args.scope(), account));
        }
        complete(Map.of());
    }

    private Account create(Scope scope, PlatformAccount account) {
        var created = new Account(
                account.id(),
                AccountArgs.builder()
                        .project(scope.project())
                        .accountId(scope.named(account.id()))
                        .displayName(account.title())
                        .build(),
                child());
        for (String role : account.roles()) {
            IAMMember grant = new IAMMember(
                    account.id() + "-" + role.substring(role.indexOf('/') + 1),
                    IAMMemberArgs.builder()
                            .project(scope.project())
                            .role(role)
                            .member(created.email().applyValue(email -> "serviceAccount:" + email))
                            .build(),
                    child());
            if (account == PlatformAccount.NODES) {
                nodeRoles.add(grant);
            }
        }
        return created;
    }

    private Account of(PlatformAccount account) {
        return Objects.requireNonNull(accounts.get(account));
    }

    /** The account's e-mail address. */
    public Output<String> email(PlatformAccount account) {
        return of(account).email();
    }

    /** The account's full name, {@code projects/…/serviceAccounts/…}. */
    public Output<String> name(PlatformAccount account) {
        return of(account).name();
    }

    /** The account as an IAM member. */
    public Output<String> member(PlatformAccount account) {
        return email(account).applyValue(email -> "serviceAccount:" + email);
    }

    /** The roles of the nodes. The cluster depends on them: a node without them never becomes ready. */
    public List<Resource> nodeRoles() {
        return List.copyOf(nodeRoles);
    }
}
