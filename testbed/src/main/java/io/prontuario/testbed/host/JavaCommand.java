package io.prontuario.testbed.host;

import java.nio.file.Path;
import java.util.List;

/** How Java programs are started on the hosts: by the runtime that runs this, with small heaps. */
public final class JavaCommand {
    private JavaCommand() {}

    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Options for a unit that is a JVM: two cores and a few GB carry the whole test bed. */
    public static List<String> small() {
        return List.of("-Xmx48m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
    }
}
