package labwire.netlab.console.ios.system;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.DeviceUrl;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.RunningConfig;
import labwire.netlab.device.storage.DeviceFile;

/** The files of a session's device, as commands name them. */
final class DeviceFiles {
    static final String NO_SUCH_FILE = "No such file or directory";

    private final IosConsole console;

    DeviceFiles(IosConsole console) {
        this.console = console;
    }

    /** The file of a name; or, refused, none. */
    Optional<DeviceFile> find(String text, Reply reply) {
        Optional<DeviceUrl> url = DeviceUrl.parse(text);
        if (url.isEmpty()) {
            refuse(text, "Undefined error", reply);
            return Optional.empty();
        }
        Optional<DeviceFile> file = find(url.get());
        if (file.isEmpty()) {
            refuse(url.get().toString(), NO_SUCH_FILE, reply);
        }
        return file;
    }

    Optional<DeviceFile> find(DeviceUrl url) {
        return switch (url.place()) {
            case FLASH -> console.device().flash().file(url.name());
            case NVRAM -> url.isStartupConfig() ? console.device().nvram().startupConfig() : Optional.empty();
            case SYSTEM -> url.isRunningConfig() ? Optional.of(runningConfig()) : Optional.empty();
        };
    }

    /** The running configuration as a file. */
    DeviceFile runningConfig() {
        return DeviceFile.ofText(
                DeviceUrl.RUNNING_CONFIG,
                RunningConfig.of(console.language(), console.device()),
                console.device().loop().clock().instant());
    }

    /** The lines of a configuration file. */
    static List<String> lines(DeviceFile file) {
        return file.text().lines().toList();
    }

    static void refuse(String url, String reason, Reply reply) {
        reply.refuse("%Error opening " + url + " (" + reason + ")", url, "a file of this device; see dir");
    }
}
