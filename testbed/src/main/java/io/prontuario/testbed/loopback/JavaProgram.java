package io.prontuario.testbed.loopback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program of this repository.
 *
 * @param main its main class
 * @param folder its jar and its libraries
 * @param heapMegabytes as in its image
 */
record JavaProgram(String main, Path folder, int heapMegabytes) {
    /** The command line: the runtime that runs this, with the options of the program's image. */
    List<String> words(List<String> arguments) {
        return words(List.of(), arguments);
    }

    List<String> words(List<String> options, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8"));
        words.addAll(options);
        words.addAll(List.of("-cp", folder + "/*", main));
        words.addAll(arguments);
        return words;
    }
}
