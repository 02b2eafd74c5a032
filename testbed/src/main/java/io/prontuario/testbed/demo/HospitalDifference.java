package io.prontuario.testbed.demo;

/**
 * Something that the demo sets up otherwise than a hospital does.
 *
 * @param name one or two words, for programs
 * @param how one sentence without its full stop, for readers
 */
public record HospitalDifference(String name, String how) {
    public static final HospitalDifference NO_OPTIMIZING_COMPILER = new HospitalDifference(
            "compiler",
            "JAVA_TOOL_OPTIONS in the images turns the JVM's optimizing compiler off, because all hosts share the"
                    + " processors of one machine");

    public static final HospitalDifference DEMONSTRATION_DATA = new HospitalDifference(
            "data",
            "an empty record is filled through its writer, by the api's jobs seed (1000 invented patients) and add-users"
                    + " (200 users)");

    public static final HospitalDifference CLOUD_DATABASE =
            new HospitalDifference("cloud database", "a PostgreSQL of the test bed stands for Cloud SQL");

    public static final HospitalDifference CONTROL_PLANE_ON_EDGE = new HospitalDifference(
            "control plane", "etcd and the API server of the site run on the edge alone, not on three boxes");

    public static final HospitalDifference INSTALLED_BY_TEST_BED = new HospitalDifference(
            "installation", "the test bed configures and starts the host agents, not the platform's packages");

    public static final HospitalDifference ONE_MACHINE = new HospitalDifference(
            "machines", "the hosts, the edge and the cloud are network namespaces of one Linux machine");
}
