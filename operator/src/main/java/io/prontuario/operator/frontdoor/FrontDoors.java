package io.prontuario.operator.frontdoor;

/** How front doors are spoken to. */
public interface FrontDoors {
    FrontDoorAgent agent(FrontDoorBox box);
}
