package io.prontuario.operator.haproxy;

import io.prontuario.host.protocol.HaproxyNames;

/** The box's own frontend: whether its current boot is admitted, and HAProxy's metrics. */
final class AdmissionSection {
    private AdmissionSection() {}

    static void write(ConfigText text) {
        text.section("frontend", "admission")
                .line("bind " + ProxyNames.listen(HaproxyNames.ADMISSION_PORT))
                .line(ProblemResponse.answer(
                                503,
                                "The hosts live but are not ready",
                                "The hosts run and the service does not answer on any of them. The platform decides "
                                        + "within a minute whether the cloud takes over; ask again.",
                                5)
                        + " if { req.hdr(" + ProxyNames.HELD_HEADER + ") -m found }")
                .line("http-request return status 200 content-type text/plain string " + HaproxyNames.ADMITTED
                        + " if { path /admission } { env(" + HaproxyNames.BOOT_ID_VARIABLE + "),map("
                        + HaproxyNames.ADMISSION_MAP
                        + ") -m str "
                        + HaproxyNames.ADMITTED + " }")
                .line("http-request use-service prometheus-exporter if { path /metrics }")
                .line(ProblemResponse.answer(
                        503, "Not admitted", "This boot of the host has not been admitted to serve.", 2));
    }
}
