package labwire.netlab.console.ios;

import java.time.Duration;
import java.util.List;
import labwire.netlab.console.ios.ConfigLoad.RefusedLine;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.device.storage.DeviceFile;

/** Restarts a device: it goes down, and some time later comes up from its start-up configuration. */
public final class Reload {
    /** What a device takes to start: shorter than a real one's minutes, long enough for its neighbours to notice. */
    public static final Duration BOOT_TIME = Duration.ofSeconds(2);

    private Reload() {}

    /** Takes the device down at once; it comes up by itself. */
    public static void begin(IosDevice device, IosLanguage language) {
        device.shutDown();
        ConfigReplacement.erase(device, language);
        device.interfaces().forEach(each -> each.setEnabled(false));
        device.loop().newTimer(() -> comeUp(device, language)).arm(device.loop().now() + BOOT_TIME.toNanos());
    }

    private static void comeUp(IosDevice device, IosLanguage language) {
        device.restart();
        // Ports that are up unless they are shut come up now.
        ConfigReplacement.erase(device, language);
        List<String> lines = device.nvram()
                .startupConfig()
                .map(DeviceFile::text)
                .orElse("")
                .lines()
                .toList();
        started(device, language, ConfigLoad.run(IosConsole.startup(device, language), lines));
    }

    /** Notes that a device has run its start-up configuration, and what of it was refused. */
    public static void started(IosDevice device, IosLanguage language, List<RefusedLine> refused) {
        device.nvram().inStepWith(RunningConfig.of(language, device));
        for (RefusedLine line : refused) {
            device.log().log("PARSER", Severity.WARNINGS, "BADCFG", "startup-config " + line);
        }
        device.log().log("SYS", Severity.NOTIFICATIONS, "RESTART", "System restarted --");
    }
}
