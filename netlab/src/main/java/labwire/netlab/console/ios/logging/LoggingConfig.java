package labwire.netlab.console.ios.logging;

import java.util.Optional;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.LogDestination;
import labwire.netlab.device.SystemLog;
import labwire.netlab.device.SystemLog.Severity;

/** What a running configuration says of the log where it is not as it comes. */
final class LoggingConfig {
    private LoggingConfig() {}

    static void write(IosDevice device, ConfigText text) {
        SystemLog log = device.log();
        if (!log.isEnabled()) {
            text.line("no logging on");
        }
        boolean sized = log.bufferLimit() != SystemLog.DEFAULT_BUFFER_BYTES;
        String size = sized ? " " + log.bufferLimit() : "";
        if (log.buffering().level().isEmpty()) {
            text.line("no logging buffered");
        } else if (sized || !isUsual(log.buffering())) {
            text.line("logging buffered" + size + level(log.buffering()));
        }
        write("console", log.console(), text);
        write("monitor", log.monitor(), text);
    }

    private static void write(String word, LogDestination destination, ConfigText text) {
        if (destination.level().isEmpty()) {
            text.line("no logging " + word);
        } else if (!isUsual(destination)) {
            text.line("logging " + word + level(destination));
        }
    }

    private static boolean isUsual(LogDestination destination) {
        return destination.level().equals(Optional.of(Severity.DEBUGGING));
    }

    private static String level(LogDestination destination) {
        return isUsual(destination)
                ? ""
                : destination.level().map(level -> " " + level.keyword()).orElse("");
    }
}
