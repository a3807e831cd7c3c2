package labwire.netlab.console.ios.access;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SystemLog.Severity;

/**
 * {@code crypto key generate rsa}. A device's keys are there from its first start, and stay what they are, so that its
 * clients know it again; the command says what IOS says.
 */
final class CryptoKeyCommands {
    private static final int MIN_BITS = 360;
    private static final int MAX_BITS = 4096;
    private static final int DEFAULT_BITS = 512;
    private static final String GENERATE = """
            crypto  Encryption module
            key  Long term key operations
            generate  Generate new keys
            rsa  Generate RSA keys
            [general-keys]  Generate a general purpose RSA key pair for signing and encryption
            | usage-keys  Generate separate RSA key pairs for signing and encryption
            """;

    private CryptoKeyCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(GENERATE, (console, arguments, reply) -> ask(console, arguments, reply));
        graph.add(
                GENERATE + """
                modulus  Provide number of modulus bits on the command line
                {bits:<360-4096>}  size of the key modulus
                [exportable]  Allow the key to be exported
                """,
                (console, arguments, reply) -> name(console, arguments, reply)
                        .ifPresent(named -> generate(console, arguments.number("bits"), reply)));
        graph.add(
                GENERATE + """
                label  Provide a label
                {label:WORD}  RSA keypair label
                modulus  Provide number of modulus bits on the command line
                {bits:<360-4096>}  size of the key modulus
                """,
                (console, arguments, reply) -> name(console, arguments, reply)
                        .ifPresent(named -> generate(console, arguments.number("bits"), reply)));
        graph.add(
                """
                crypto  Encryption module
                key  Long term key operations
                zeroize  Remove keys
                rsa  Remove RSA keys
                """,
                (console, arguments, reply) ->
                        reply.printLine("% All RSA keys are kept: the lab's clients know the device by them."));
    }

    private static Optional<String> name(IosConsole console, Arguments arguments, Reply reply) {
        Optional<String> label = arguments.find("label", String.class);
        if (label.isPresent()) {
            return label;
        }
        String domain = ShowSsh.domain(console.device());
        if (domain.isEmpty() && !console.isStartup()) {
            reply.refuse("% Please define a domain-name first.", "no domain name", "ip domain-name");
            return Optional.empty();
        }
        String name = console.settings().hostname() + domain;
        reply.printLine("The name for the keys will be: " + name);
        return Optional.of(name);
    }

    private static void ask(IosConsole console, Arguments arguments, Reply reply) {
        name(console, arguments, reply).ifPresent(named -> {
            reply.print("""
                    Choose the size of the key modulus in the range of 360 to 4096 for your
                      General Purpose Keys. Choosing a key modulus greater than 512 may take
                      a few minutes.

                    """);
            if (console.isStartup()) {
                generate(console, DEFAULT_BITS, reply);
                return;
            }
            console.ask("How many bits in the modulus [512]: ", (answer, answerReply) -> {
                String text = answer.isBlank() ? Integer.toString(DEFAULT_BITS) : answer.strip();
                int bits = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
                if (bits < MIN_BITS || bits > MAX_BITS) {
                    answerReply.refuse("% A decimal number between 360 and 4096.", text, "a number from 360 to 4096");
                    return;
                }
                generate(console, bits, answerReply);
            });
        });
    }

    private static void generate(IosConsole console, int bits, Reply reply) {
        reply.print("""

                %% The key modulus size is %d bits
                %% Generating %d bit RSA keys, keys will be non-exportable...
                [OK] (elapsed time was 0 seconds)

                """.formatted(bits, bits));
        console.device()
                .log()
                .log(
                        "SSH",
                        Severity.NOTIFICATIONS,
                        "ENABLED",
                        "SSH " + (console.device().ssh().isVersionTwoOnly() ? "2.0" : "1.99") + " has been enabled");
    }
}
