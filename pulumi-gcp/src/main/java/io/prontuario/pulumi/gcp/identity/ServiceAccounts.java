package io.prontuario.pulumi.gcp.identity;

import com.pulumi.core.Output;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One service account per {@link Account}, with its project roles. */
public final class ServiceAccounts extends Concern {
    private final Map<Account, com.pulumi.gcp.serviceaccount.Account> accounts = new EnumMap<>(Account.class);
    private final List<Resource> nodeRoles = new ArrayList<>();

    public record Args(Scope scope) {}

    public ServiceAccounts(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("identity", options, after);
        for (Account account : Account.values()) {
            accounts.put(account, create(args.scope(), account));
        }
        done(Map.of());
    }

    private com.pulumi.gcp.serviceaccount.Account create(Scope scope, Account account) {
        var created = new com.pulumi.gcp.serviceaccount.Account(
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
            if (account == Account.NODES) {
                nodeRoles.add(grant);
            }
        }
        return created;
    }

    private com.pulumi.gcp.serviceaccount.Account of(Account account) {
        return Objects.requireNonNull(accounts.get(account));
    }

    public Output<String> email(Account account) {
        return of(account).email();
    }

    /** The account's full name, {@code projects/…/serviceAccounts/…}. */
    public Output<String> name(Account account) {
        return of(account).name();
    }

    public Output<String> member(Account account) {
        return email(account).applyValue(email -> "serviceAccount:" + email);
    }

    /** What the cluster waits for: a node without them never becomes ready. */
    public List<Resource> nodeRoles() {
        return List.copyOf(nodeRoles);
    }
}
