package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
    @Test
    void everyCommandHasHelpWithAnExample() {
        List<CommandLine> commands = new ArrayList<>();
        collect(LabwireCommand.commandLine(), commands);
        assertThat(commands).hasSizeGreaterThan(8);
        for (CommandLine command : commands) {
            assertThat(command.getUsageMessage())
                    .as(command.getCommandName())
                    .contains("Example:", "./labwire", "--help");
        }
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        if (command.getCommandName().equals("help")) {
            return;
        }
        into.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, into));
    }
}
