package io.prontuario.testbed.plan;

/** Addresses, zone and key of the public side. The network is one that RFC 5737 sets aside for examples. */
public final class PublicPlan {
    /** The site's public address: its router forwards connections to the virtual address. */
    public static final String SITE = "203.0.113.10";
    /** The cloud's public address: a balancer with TLS in front of the emergency services. */
    public static final String CLOUD = "203.0.113.20";
    /** The authoritative name server of the public name. */
    public static final String NAME_SERVER = "203.0.113.53";

    public static final String ZONE = "hospital.example";
    public static final String NAME = "prontuario." + ZONE;
    public static final String KEY = "cloud";
    public static final int HTTPS = 443;
    /** Node port of the service that the public balancer passes requests on to. */
    public static final int API_NODE_PORT = 30080;

    private PublicPlan() {}
}
