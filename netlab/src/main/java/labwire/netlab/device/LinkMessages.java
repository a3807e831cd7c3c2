package labwire.netlab.device;

import java.util.concurrent.TimeUnit;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.stack.InterfaceListener;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.time.LabEventLoop;

/**
 * Reports interfaces that come up or go down, as IOS does: the link at once, the line protocol a second later. Of
 * subinterfaces it says nothing.
 */
final class LinkMessages implements InterfaceListener {
    private static final long PROTOCOL_DELAY_SECONDS = 1;

    private final LabEventLoop loop;
    private final SystemLog log;

    LinkMessages(LabEventLoop loop, SystemLog log) {
        this.loop = loop;
        this.log = log;
    }

    @Override
    public void upOrDown(NetworkInterface on) {
        if (InterfaceName.tryParse(on.name())
                .filter(InterfaceName::isSubinterface)
                .isPresent()) {
            return;
        }
        boolean up = on.isUp();
        String changed = "Interface " + on.name() + ", changed state to ";
        if (!on.isEnabled()) {
            log.log("LINK", Severity.NOTIFICATIONS, "CHANGED", changed + "administratively down");
        } else if (!on.isLoopback()) {
            log.log("LINK", Severity.ERRORS, "UPDOWN", changed + (up ? "up" : "down"));
        }
        loop.schedule(() -> protocolChanged(on, up), PROTOCOL_DELAY_SECONDS, TimeUnit.SECONDS);
    }

    private void protocolChanged(NetworkInterface on, boolean up) {
        if (on.isUp() == up) {
            log.log(
                    "LINEPROTO",
                    Severity.NOTIFICATIONS,
                    "UPDOWN",
                    "Line protocol on Interface " + on.name() + ", changed state to " + (up ? "up" : "down"));
        }
    }
}
