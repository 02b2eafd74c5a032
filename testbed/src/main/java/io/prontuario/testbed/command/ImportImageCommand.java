package io.prontuario.testbed.command;

import io.prontuario.testbed.Testbed;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code testbed import-image TAR…}. */
@Command(name = "import-image", description = "Import image archives into every node.")
final class ImportImageCommand implements Runnable {
    @ParentCommand
    private TestbedCommand parent;

    @Parameters(paramLabel = "TAR", arity = "1..*")
    private List<Path> archives;

    @Override
    public void run() {
        Testbed testbed = parent.testbed();
        archives.forEach(testbed.images()::importIntoNodes);
    }
}
