package labwire.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import labwire.gateway.api.ApiClient;
import labwire.gateway.api.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The console port of a router or a switch. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "Sit down at the console port of a router or a switch.",
        footer = {
            "",
            "Ctrl-] leaves, and so does Ctrl-P Ctrl-Q; the device's session stays as it is for nobody else.",
            "With a file or a pipe for input, its lines are typed, and the end of it logs out.",
            "",
            "Example:",
            "  ./labwire console R1"
        })
final class ConsoleCommand implements Callable<Integer> {
    private static final int CTRL_BRACKET = 0x1d;
    private static final int CTRL_P = 0x10;
    private static final int CTRL_Q = 0x11;
    private static final int MAX_KEYS = 1_024;
    /** Ctrl-Z out of configuration, then {@code exit}. */
    private static final String LEAVE = "\u001aexit\r";

    @Mixin
    private DataOption data;

    @Parameters(index = "0", paramLabel = "NODE", description = "the node's name in the lab file")
    private String node;

    /** Done when the device has ended the session, or the user has left it. */
    private final CompletableFuture<Integer> over = new CompletableFuture<>();

    @Override
    public Integer call() throws InterruptedException {
        ApiClient client = data.client();
        // Keys come one by one, unseen by the terminal's own line editing.
        boolean raw = stty("raw", "-echo");
        daemon("labwire-screen", () -> show(client)).start();
        try {
            return over.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (raw) {
                boolean unused = stty("sane");
            }
            System.out.println();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Prints what the device shows, until it ends the session; keys are taken from its first word on. */
    private void show(ApiClient client) {
        Thread keyboard = daemon("labwire-keyboard", () -> type(client));
        PrintStream screen = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try {
            client.stream("/v1/console", Map.of("node", node, "columns", 0, "rows", 0), line -> {
                screen.print(line.path("screen").asText());
                screen.flush();
                if (keyboard.getState() == Thread.State.NEW) {
                    keyboard.start();
                }
            });
            over.complete(LabwireCommand.DONE);
        } catch (RuntimeException e) {
            over.completeExceptionally(e);
        }
    }

    /** Sends what is typed, until the end of it or the keys that leave. */
    private void type(ApiClient client) {
        byte[] buffer = new byte[MAX_KEYS];
        boolean ctrlP = false;
        InputStream in = System.in;
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                StringBuilder keys = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == CTRL_BRACKET || ctrlP && buffer[i] == CTRL_Q) {
                        over.complete(LabwireCommand.DONE);
                        return;
                    }
                    ctrlP = buffer[i] == CTRL_P;
                    keys.append((char) (buffer[i] & 0xFF));
                }
                send(client, keys.toString());
            }
            send(client, LEAVE);
        } catch (IOException | ApiException e) {
            // The lab has ended, which the screen's side tells.
            Thread.currentThread().interrupt();
        }
    }

    private void send(ApiClient client, String keys) {
        var unused = client.post("/v1/console/keys", Map.of("node", node, "keys", keys));
    }

    /** Sets the terminal that this runs in; false if it runs in none, or there is no stty. */
    private static boolean stty(String... modes) {
        try {
            String[] command = new String[modes.length + 1];
            command[0] = "stty";
            System.arraycopy(modes, 0, command, 1, modes.length);
            return new ProcessBuilder(command)
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
