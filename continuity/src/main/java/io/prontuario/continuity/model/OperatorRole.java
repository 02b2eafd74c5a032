package io.prontuario.continuity.model;

/** Which operator decides: the one on site, or the one in the cloud (which also weighs what it can and cannot see). */
public enum OperatorRole {
    ONSITE,
    CLOUD
}
