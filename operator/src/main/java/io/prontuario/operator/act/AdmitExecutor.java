package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records an admission on the host itself. The decision core repeats the action until the host reports it. */
public final class AdmitExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(AdmitExecutor.class);

    private final FrontDoorFanOut frontDoors;

    public AdmitExecutor(FrontDoorFanOut frontDoors) {
        this.frontDoors = frontDoors;
    }

    AgentAnswer carryOut(Action.Admit admit, ActionContext context) {
        Optional<FrontDoorBox> host = FrontDoorBox.of(context.accepted().spec()).stream()
                .filter(box -> box.site().filter(admit.site()::equals).isPresent())
                .findFirst();
        if (host.isEmpty()) {
            return new AgentAnswer.Refused(admit.site() + " has no address in spec.hosts; add one");
        }
        AgentAnswer answer = frontDoors.toOne(host.get(), agent -> agent.admit(context.token(), admit.bootId()));
        LOG.info("admission of {} (boot {}): {}", admit.site(), admit.bootId(), answer);
        return answer;
    }
}
