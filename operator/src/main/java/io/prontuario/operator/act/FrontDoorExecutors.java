package io.prontuario.operator.act;

/**
 * The executors that give orders to front doors: on site only, the cloud-side operator never configures one.
 *
 * @param routes sends the configuration
 * @param admissions records an admission on a host
 * @param heartbeats leaves the operator's heartbeat for the cloud to read
 */
public record FrontDoorExecutors(RouteExecutor routes, AdmitExecutor admissions, HeartbeatSender heartbeats) {}
