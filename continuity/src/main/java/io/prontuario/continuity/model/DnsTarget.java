package io.prontuario.continuity.model;

/** Where the public DNS name points. */
public enum DnsTarget {
    /** The site's front door. */
    SITE,
    /** The cloud's load balancer. */
    CLOUD
}
