package io.prontuario.simulator;

import io.prontuario.continuity.model.SiteName;
import java.util.List;

/** The numbering of nodes: hosts from 0, then the edge, then the cloud. */
public record Nodes(List<SiteName> names) {
    /** In a fault: every host. */
    public static final int ALL_HOSTS = 98;
    /** In a cut: everything on site, so that the cut is one of the VPN. */
    public static final int SITE = 99;

    /** Two replicas on site, then the cloud's: what BLIND and CRASH name. */
    static final int OPERATORS = 3;

    public Nodes {
        names = List.copyOf(names);
    }

    public int hosts() {
        return names.size();
    }

    public int edge() {
        return names.size();
    }

    public int cloud() {
        return names.size() + 1;
    }

    public int count() {
        return names.size() + 2;
    }

    /** Front doors stand on every host and on the edge. */
    int boxes() {
        return names.size() + 1;
    }

    /** Sites are the hosts and, last, the cloud. */
    int sites() {
        return names.size() + 1;
    }

    int nodeOfSite(int site) {
        return site < names.size() ? site : cloud();
    }

    SiteName site(int site) {
        return site < names.size() ? names.get(site) : SiteName.CLOUD;
    }

    /** What a fault hits, in words. */
    String target(Fault fault) {
        return switch (fault.kind()) {
            case BLIND, CRASH -> fault.node() == OPERATORS - 1 ? "cloud operator" : "on-site operator " + fault.node();
            case AGENT, KILL, FREEZE, UNREADY, CUT, CUT_ONE_WAY, CLOCK, SLOW, DELAY, SWITCHOVER, DRILL -> name(
                    fault.node());
        };
    }

    public String name(int node) {
        return switch (node) {
            case ALL_HOSTS -> "all hosts";
            case SITE -> "the site";
            default -> node < names.size() ? names.get(node).value() : node == edge() ? "edge" : "cloud";
        };
    }
}
