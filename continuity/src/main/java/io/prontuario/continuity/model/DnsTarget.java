package io.prontuario.continuity.model;

/** Where the public name points to: the site's front door, or the cloud. */
public enum DnsTarget {
    SITE,
    CLOUD
}
