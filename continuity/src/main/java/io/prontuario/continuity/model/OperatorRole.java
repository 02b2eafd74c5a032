package io.prontuario.continuity.model;

/** Which of the two operators decides. */
public enum OperatorRole {
    /** In the hospital's cluster: decides about the hosts. */
    ONSITE,
    /** In the cloud's cluster: decides when the cloud takes over, and sees the site through its front doors. */
    CLOUD
}
