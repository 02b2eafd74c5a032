package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.operator.frontdoor.Delivery;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Latches an admission on the host itself. The decision core repeats the action until the host reports it. */
public final class AdmitExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(AdmitExecutor.class);

    private final Boxes boxes;

    public AdmitExecutor(Boxes boxes) {
        this.boxes = boxes;
    }

    Delivery carryOut(Action.Admit admit, ActionContext context) {
        Optional<FrontDoorBox> host = FrontDoorBox.of(context.accepted().spec()).stream()
                .filter(box -> box.site().filter(admit.site()::equals).isPresent())
                .findFirst();
        if (host.isEmpty()) {
            return new Delivery.Refused(admit.site() + " has no address in spec.hosts; add one");
        }
        Delivery delivery = boxes.toOne(host.get(), agent -> agent.admit(context.fence(), admit.bootId()));
        LOG.info("admission of {} (boot {}): {}", admit.site(), admit.bootId(), delivery);
        return delivery;
    }
}
