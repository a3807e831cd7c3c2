package labwire.netlab.console.ios.system;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.DeviceUrl;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.Flash;
import labwire.netlab.device.storage.Nvram;

/** What files there are: {@code dir}, {@code show flash0:}, {@code show file systems}. */
final class DirCommand {
    private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern(
                    "MMM dd yyyy HH:mm:ss '+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** The first file of flash memory has this number, as on IOSv, where folders have those before it. */
    private static final int FIRST_NUMBER = 264;

    private DirCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                dir  List files on a filesystem
                [{file:WORD}]  Directory or file name, such as flash0: or nvram:
                """,
                (console, arguments, reply) ->
                        dir(console, arguments.find("file", String.class).orElse("flash0:/"), reply));
        graph.add("""
                show  Show running system information
                file  Show filesystem information
                systems  List filesystems
                """, (console, arguments, reply) -> showFileSystems(console, reply));
        graph.add("""
                show  Show running system information
                flash0:  display information about flash0: file system
                | flash:  display information about flash: file system
                """, (console, arguments, reply) -> showFlash(console.device().flash(), reply));
    }

    private static void dir(IosConsole console, String text, Reply reply) {
        Optional<DeviceUrl> url = DeviceUrl.parse(text).filter(found -> found.place() != DeviceUrl.Place.SYSTEM);
        if (url.isEmpty()) {
            DeviceFiles.refuse(text, DeviceFiles.NO_SUCH_FILE, reply);
            return;
        }
        boolean flash = url.get().place() == DeviceUrl.Place.FLASH;
        List<DeviceFile> files = flash
                ? console.device().flash().files()
                : console.device().nvram().startupConfig().stream().toList();
        boolean whole = url.get().name().isEmpty();
        List<DeviceFile> shown = files.stream()
                .filter(file -> whole || file.name().equals(url.get().name()))
                .toList();
        if (shown.isEmpty() && !whole) {
            DeviceFiles.refuse(url.get().toString(), DeviceFiles.NO_SUCH_FILE, reply);
            return;
        }
        reply.printLine(
                "Directory of %s",
                whole ? url.get().place().prefix() + "/" : url.get().toString());
        reply.print("\n");
        for (DeviceFile file : shown) {
            reply.printLine(
                    "%5d  -rw-  %10d  %s  %s",
                    FIRST_NUMBER + files.indexOf(file), file.size(), MODIFIED.format(file.modified()), file.name());
        }
        if (shown.isEmpty()) {
            reply.printLine("No files in directory");
        }
        reply.print("\n");
        int total = flash ? Flash.CAPACITY_BYTES : Nvram.CAPACITY_BYTES;
        reply.printLine("%d bytes total (%d bytes free)", total, free(console, flash));
    }

    private static int free(IosConsole console, boolean flash) {
        return flash
                ? console.device().flash().freeBytes()
                : Nvram.CAPACITY_BYTES
                        - console.device()
                                .nvram()
                                .startupConfig()
                                .map(DeviceFile::size)
                                .orElse(0);
    }

    private static void showFlash(Flash flash, Reply reply) {
        reply.printLine("-#- --length-- -----date/time------ path");
        int number = 1;
        for (DeviceFile file : flash.files()) {
            reply.printLine("%-3d %10d %s %s", number++, file.size(), MODIFIED.format(file.modified()), file.name());
        }
        reply.print("\n");
        reply.printLine(
                "%d bytes available (%d bytes used)", flash.freeBytes(), Flash.CAPACITY_BYTES - flash.freeBytes());
    }

    private static void showFileSystems(IosConsole console, Reply reply) {
        String row = "%s%14s%14s%10s%7s   %s";
        reply.printLine("File Systems:");
        reply.print("\n");
        reply.printLine(row, " ", "Size(b)", "Free(b)", "Type", "Flags", "Prefixes");
        reply.printLine(row, " ", "-", "-", "opaque", "rw", "system:");
        reply.printLine(row, "*", Flash.CAPACITY_BYTES, free(console, true), "disk", "rw", "flash0: flash:#");
        reply.printLine(row, " ", Nvram.CAPACITY_BYTES, free(console, false), "nvram", "rw", "nvram:");
    }
}
