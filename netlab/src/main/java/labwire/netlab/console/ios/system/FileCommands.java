package labwire.netlab.console.ios.system;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.DeviceUrl;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.storage.DeviceFile;

/** What is done to files one by one: {@code more}, {@code delete}, {@code verify /md5}. */
final class FileCommands {
    private FileCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                more  Display the contents of a file
                {file:WORD}  File to display, such as flash0:/x.cfg
                """,
                (console, arguments, reply) -> new DeviceFiles(console)
                        .find(arguments.text("file"), reply)
                        .ifPresent(file -> show(file, reply)));
        graph.add("""
                delete  Delete a file
                [/force]  Force delete
                {file:WORD}  File to be deleted, such as flash0:/x.cfg
                """, FileCommands::delete);
        graph.add("""
                verify  Verify a file
                /md5  Compute an md5 signature for a file
                {file:WORD}  File to be verified, such as flash0:/x.cfg
                [{digest:WORD}]  Expected md5 value
                """, FileCommands::verify);
    }

    private static void show(DeviceFile file, Reply reply) {
        String text = file.text();
        reply.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
    }

    private static void delete(IosConsole console, Arguments arguments, Reply reply) {
        String text = arguments.text("file");
        DeviceUrl url = DeviceUrl.parse(text).orElse(new DeviceUrl(DeviceUrl.Place.SYSTEM, text));
        if (arguments.has("/force") || console.isStartup()) {
            delete(console, url, reply);
            return;
        }
        console.ask("Delete filename [" + url.name() + "]? ", (answer, answerReply) -> {
            DeviceUrl chosen = answer.isBlank() ? url : url.withName(answer.strip());
            console.confirm("Delete " + chosen + "? [confirm]", Completion.ON_RETURN, (confirmed, confirmReply) -> {
                if (confirmed) {
                    delete(console, chosen, confirmReply);
                } else {
                    confirmReply.printLine("Delete of %s aborted!", chosen);
                }
            });
        });
    }

    private static void delete(IosConsole console, DeviceUrl url, Reply reply) {
        boolean deleted = switch (url.place()) {
            case FLASH -> console.device().flash().delete(url.name());
            case NVRAM -> {
                boolean there = url.isStartupConfig()
                        && console.device().nvram().startupConfig().isPresent();
                if (there) {
                    console.device().nvram().erase();
                }
                yield there;
            }
            case SYSTEM -> false;
        };
        if (!deleted) {
            reply.refuse(
                    "%Error deleting " + url + " (" + DeviceFiles.NO_SUCH_FILE + ")",
                    url.toString(),
                    "a file; see dir");
        }
    }

    private static void verify(IosConsole console, Arguments arguments, Reply reply) {
        String name = arguments.text("file");
        new DeviceFiles(console).find(name, reply).ifPresent(file -> {
            String shown = DeviceUrl.parse(name).orElseThrow().toString();
            String digest = md5(file);
            reply.printLine(".MD5 of %s Done!", shown);
            reply.printLine("verify /md5 (%s) = %s", shown, digest);
            String expected = arguments.find("digest", String.class).orElse(digest);
            if (!expected.equalsIgnoreCase(digest)) {
                reply.refuse("%Error verifying " + shown, "md5 " + digest, expected);
            } else if (arguments.has("digest")) {
                reply.printLine("Verified (%s) = %s", shown, digest);
            }
        });
    }

    private static String md5(DeviceFile file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file.content()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 (expected: one of every Java's digests)", e);
        }
    }
}
