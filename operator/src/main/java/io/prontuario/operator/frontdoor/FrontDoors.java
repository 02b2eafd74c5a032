package io.prontuario.operator.frontdoor;

/** Access to the agents of front doors. */
public interface FrontDoors {
    FrontDoorAgent agent(FrontDoorBox box);
}
