package io.prontuario.cli.output;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import java.util.stream.Collectors;

/** What databases, the witness and the write route would be told, in words. */
enum WriteActionText implements WriteAction.Executor<String> {
    INSTANCE;

    /** {@code any 1 of mac-studio-2, witness}. */
    static String set(SyncSet set) {
        return set.members().isEmpty()
                ? "nobody (it stands alone)"
                : "any " + set.required() + " of "
                        + set.members().stream().map(SiteName::value).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public String grant(WriteAction.Promote grant) {
        return "tell " + grant.site() + " that it may write in epoch " + grant.epoch() + " (start " + grant.boot()
                + " of its database), waiting for " + set(grant.set());
    }

    @Override
    public String follow(WriteAction.Follow follow) {
        return "tell " + follow.member() + " to follow " + follow.holder() + " in epoch " + follow.epoch();
    }

    @Override
    public String seal(WriteAction.Fence seal) {
        return "seal " + seal.member() + " against every epoch below " + seal.epoch();
    }

    @Override
    public String release(WriteAction.Demote release) {
        return "tell " + release.site() + " to let go of epoch " + release.epoch();
    }

    @Override
    public String drain(WriteAction.CatchUp drain) {
        return "let " + drain.site() + " fetch what the others have more of, before epoch " + drain.epoch();
    }

    @Override
    public String powerOff(WriteAction.PowerOff powerOff) {
        return "cut " + powerOff.site() + "'s power, where a fencing device is configured";
    }

    @Override
    public String routeWrites(WriteAction.RouteWrites route) {
        return "route writes " + route.holder().map(site -> "to " + site).orElse("nowhere") + " (epoch " + route.epoch()
                + ")";
    }
}
