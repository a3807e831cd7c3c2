package labwire.netlab.console.ios.ip;

import java.util.Locale;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.Subinterface;
import labwire.netlab.stack.NetworkInterface;

/** How IOS names an interface's state. */
final class InterfaceState {
    private InterfaceState() {}

    /** {@code up}, {@code down} or {@code administratively down}. */
    static String status(DeviceInterface shown) {
        boolean shut = !shown.isEnabled()
                || shown instanceof Subinterface part && !part.whole().isEnabled();
        return shut ? "administratively down" : shown.isUp() ? "up" : "down";
    }

    /** {@code up} or {@code down}. */
    static String protocol(DeviceInterface shown) {
        return shown.ip().map(NetworkInterface::isUp).orElse(shown.isUp()) ? "up" : "down";
    }

    /** Hours, minutes and seconds; days and hours, or weeks and days, if it is long: {@code 00:01:02}, {@code 3d04h}. */
    static String age(long seconds) {
        long days = seconds / 86_400;
        if (days >= 7) {
            return String.format(Locale.ROOT, "%dw%dd", days / 7, days % 7);
        }
        return days > 0
                ? String.format(Locale.ROOT, "%dd%02dh", days, seconds / 3600 % 24)
                : String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
