package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.Main;
import io.prontuario.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/contributing/simulation.md: every command that it shows is run, with fewer schedules and days, and every option is named. */
class SimulationDocsTest {
    private static final Path PAGE = Path.of("../docs/contributing/simulation.md");
    private static final String PROGRAM = "./prontuario ";

    @TempDir
    private Path folder;

    static List<String> commands() throws Exception {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(PROGRAM))
                .map(line -> line.substring(PROGRAM.length()))
                .toList();
    }

    static Stream<String> runs() throws Exception {
        return commands().stream().filter(line -> !line.contains("--suggest"));
    }

    @ParameterizedTest
    @MethodSource
    void runs(String line) {
        assertThat(simulated(line)).isNotBlank();
    }

    static Stream<String> suggests() throws Exception {
        return commands().stream().filter(line -> line.contains("--suggest"));
    }

    /** Simulates seven sets of thresholds: tens of seconds. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource
    void suggests(String line) {
        assertThat(simulated(line)).contains("yours", "suggested: health: {interval: ", "compared with yours: decided");
    }

    private String simulated(String line) {
        List<String> args = new ArrayList<>(List.of(line.split(" ")));
        atMost(args, "--schedules", 20);
        atMost(args, "--days", 1);
        if (!args.contains("--schedules")
                && !args.contains("--days")
                && !args.contains("--suggest")
                && !args.contains("--replay")) {
            args.addAll(List.of("--schedules", "20"));
        }
        args.replaceAll(arg -> arg.matches("(examples|simulator)/.*")
                ? "../" + arg
                : arg.matches("out.svg|found.txt") ? folder.resolve(arg).toString() : arg);
        Ran ran = Ran.prontuario(args.toArray(String[]::new));
        assertThat(ran.status()).as("%s%n%s", ran.out(), ran.err()).isZero();
        return ran.out();
    }

    private static void atMost(List<String> args, String option, int most) {
        int at = args.indexOf(option);
        if (at >= 0) {
            args.set(at + 1, String.valueOf(Math.min(most, Integer.parseInt(args.get(at + 1)))));
        }
    }

    @Test
    void everyOptionIsNamed() throws Exception {
        String page = Files.readString(PAGE);
        Main.commandLine().getSubcommands().get("simulate").getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(name -> !List.of("--help", "--version", "--output").contains(name))
                .forEach(name -> assertThat(page).contains(name));
        assertThat(commands()).hasSizeGreaterThanOrEqualTo(6);
    }
}
