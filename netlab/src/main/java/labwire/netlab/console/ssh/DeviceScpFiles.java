package labwire.netlab.console.ssh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.ios.ConfigLoad;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.Flash.Written;
import labwire.netlab.device.storage.Nvram;

/**
 * A device's files as SCP names them: {@code flash0:/x.txt} or {@code x.txt}, {@code startup-config} and
 * {@code running-config}. What is written to the last is entered line by line, as a merge.
 */
final class DeviceScpFiles implements ScpFiles {
    private static final String RUNNING_CONFIG = "running-config";
    private static final String STARTUP_CONFIG = "startup-config";
    /** A configuration beyond this is refused. */
    private static final int MAX_CONFIG_BYTES = Nvram.CAPACITY_BYTES;

    private final IosDevice device;

    DeviceScpFiles(IosDevice device) {
        this.device = device;
    }

    /** The name without its place: of a configuration, or of a file in flash memory; empty for a folder. */
    private static String nameOf(String path) {
        String name = path.substring(path.indexOf(':') + 1);
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static boolean isConfig(String path, String config) {
        String place = path.contains(":") ? path.substring(0, path.indexOf(':')).toLowerCase(Locale.ROOT) : "";
        return nameOf(path).equals(config) && List.of("", "nvram", "system").contains(place);
    }

    private static String target(String path, String name) {
        String own = nameOf(path);
        return own.isEmpty() || own.equals(".") ? name : own;
    }

    @Override
    public Optional<byte[]> read(String path) {
        if (isConfig(path, RUNNING_CONFIG)) {
            return Optional.of(IosImage.runningConfig(device).getBytes(StandardCharsets.UTF_8));
        }
        return (isConfig(path, STARTUP_CONFIG)
                        ? device.nvram().startupConfig()
                        : device.flash().file(nameOf(path)))
                .map(DeviceFile::content);
    }

    @Override
    public Optional<String> refusal(String path, String name, long size) {
        if (isConfig(path, RUNNING_CONFIG) || isConfig(path, STARTUP_CONFIG)) {
            return size > MAX_CONFIG_BYTES ? Optional.of(Written.NO_SPACE.reason()) : Optional.empty();
        }
        Written would = device.flash().check(target(path, name), size);
        return would == Written.DONE
                ? Optional.empty()
                : Optional.of("%Error opening " + path + " (" + would.reason() + ")");
    }

    @Override
    public void write(String path, String name, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (isConfig(path, RUNNING_CONFIG)) {
            ConfigLoad.run(
                    IosConsole.configuring(device, IosImage.of(device)),
                    text.lines().toList());
        } else if (isConfig(path, STARTUP_CONFIG)) {
            device.nvram().save(text);
        } else {
            device.flash().write(target(path, name), content);
        }
    }
}
