package io.prontuario.operator.frontdoor;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder;

/** The agent of one box, over HTTPS. */
record HttpDataAgent(AgentClient client) implements DataAgent {
    @Override
    public DataResult data() {
        return client.data();
    }

    @Override
    public AgentAnswer order(DataOrder order) {
        return client.order(order);
    }
}
