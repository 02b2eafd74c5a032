package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import java.util.List;

/** An order in a few words, for a line of a saved path. */
final class ActionFormatter implements WriteAction.Executor<String> {
    static final ActionFormatter INSTANCE = new ActionFormatter();

    private ActionFormatter() {}

    @Override
    public String grant(WriteAction.Promote grant) {
        return "grant " + grant.site() + " " + grant.epoch() + " " + set(grant.set());
    }

    private static String set(SyncSet set) {
        List<String> members =
                set.members().stream().map(SiteName::value).sorted().toList();
        return "v" + set.version() + " " + set.required() + "of" + String.join("+", members);
    }

    @Override
    public String follow(WriteAction.Follow follow) {
        return "follow " + follow.member() + " " + follow.epoch() + " " + follow.holder();
    }

    @Override
    public String seal(WriteAction.Fence seal) {
        return "seal " + seal.member() + " " + seal.epoch();
    }

    @Override
    public String release(WriteAction.Demote release) {
        return "release " + release.site() + " " + release.epoch();
    }

    @Override
    public String drain(WriteAction.CatchUp drain) {
        return "drain " + drain.site() + " " + drain.epoch();
    }

    @Override
    public String powerOff(WriteAction.PowerOff powerOff) {
        return "power-off " + powerOff.site() + " " + powerOff.epoch();
    }

    @Override
    public String routeWrites(WriteAction.RouteWrites route) {
        return "route " + route.epoch();
    }
}
