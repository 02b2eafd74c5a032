package io.prontuario.operator.edge.config;

/** What this box says about itself: whether its current boot is admitted, and its metrics. */
final class AdmissionSection {
    private AdmissionSection() {}

    static void write(ConfigText text) {
        text.section("frontend", "admission")
                .line("bind " + Names.listen(Names.ADMISSION_PORT))
                .line(Problem.answer(
                                503,
                                "The hosts live but are not ready",
                                "The hosts run and the service does not answer on any of them. The platform decides "
                                        + "within a minute whether the cloud takes over; ask again.",
                                5)
                        + " if { req.hdr(" + Names.HELD_HEADER + ") -m found }")
                .line("http-request return status 200 content-type text/plain string " + Names.ADMITTED
                        + " if { path /admission } { env(" + Names.BOOT_ID_VARIABLE + "),map(" + Names.ADMISSION_MAP
                        + ") -m str "
                        + Names.ADMITTED + " }")
                .line("http-request use-service prometheus-exporter if { path /metrics }")
                .line(Problem.answer(503, "Not admitted", "This boot of the host has not been admitted to serve.", 2));
    }
}
