package io.prontuario.operator.frontdoor;

/** Access to the agents of the boxes that keep the record or route to it. */
public interface DataAgents {
    DataAgent data(FrontDoorBox box);
}
