package io.prontuario.operator.frontdoor;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder;

/** The agent of one box, as far as the record is concerned. Every call is bounded in seconds and returns a result instead of throwing. */
public interface DataAgent {
    DataResult data();

    AgentAnswer order(DataOrder order);
}
