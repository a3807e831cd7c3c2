package labwire.netlab.device;

import java.util.Locale;
import labwire.netlab.bridge.BridgeListener;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.ErrorCause;
import labwire.netlab.bridge.Inconsistency;
import labwire.netlab.device.SystemLog.Severity;

/** Reports in a switch's log what its bridge tells. */
final class BridgeLog implements BridgeListener {
    private static final String TREE = "SPANTREE";

    private final SystemLog log;

    BridgeLog(SystemLog log) {
        this.log = log;
    }

    @Override
    public void errorDisabled(BridgePort port, ErrorCause cause) {
        if (cause == ErrorCause.BPDUGUARD) {
            log.log(
                    TREE,
                    Severity.CRITICAL,
                    "BLOCK_BPDUGUARD",
                    "Received BPDU on port " + port.name() + " with BPDU Guard enabled. Disabling port.");
        }
        String name = shortName(port);
        log.log(
                "PM",
                Severity.WARNINGS,
                "ERR_DISABLE",
                cause.keyword() + " error detected on " + name + ", putting " + name + " in err-disable state");
    }

    @Override
    public void recovering(BridgePort port, ErrorCause cause) {
        log.log(
                "PM",
                Severity.WARNINGS,
                "ERR_RECOVER",
                "Attempting to recover from " + cause.keyword() + " err-disable state on " + shortName(port));
    }

    @Override
    public void nativeVlanMismatch(BridgePort port, int ownVlan, int peerVlan) {
        log.log(
                TREE,
                Severity.CRITICAL,
                "RECV_PVID_ERR",
                "Received BPDU with inconsistent peer vlan id " + peerVlan + " on " + port.name() + " "
                        + instance(ownVlan) + ".");
    }

    @Override
    public void inconsistencyChanged(BridgePort port, int vlan, Inconsistency was, Inconsistency is) {
        String place = port.name() + " on " + instance(vlan);
        switch (is) {
            case ROOT -> log.log(TREE, Severity.CRITICAL, "ROOTGUARD_BLOCK", "Root guard blocking port " + place + ".");
            case LOOP -> log.log(TREE, Severity.CRITICAL, "LOOPGUARD_BLOCK", "Loop guard blocking port " + place + ".");
            case PVID ->
                log.log(
                        TREE,
                        Severity.CRITICAL,
                        vlan == port.nativeVlan() ? "BLOCK_PVID_LOCAL" : "BLOCK_PVID_PEER",
                        "Blocking " + place + ". Inconsistent " + (vlan == port.nativeVlan() ? "local" : "peer")
                                + " vlan.");
            case TYPE ->
                log.log(TREE, Severity.DEBUGGING, "BLOCK_PORT_TYPE", "Blocking " + place + ". Inconsistent port type.");
            case NONE -> resolved(place, was);
        }
    }

    private void resolved(String place, Inconsistency was) {
        switch (was) {
            case ROOT ->
                log.log(TREE, Severity.CRITICAL, "ROOTGUARD_UNBLOCK", "Root guard unblocking port " + place + ".");
            case LOOP ->
                log.log(TREE, Severity.CRITICAL, "LOOPGUARD_UNBLOCK", "Loop guard unblocking port " + place + ".");
            case PVID, TYPE ->
                log.log(
                        TREE,
                        Severity.CRITICAL,
                        "UNBLOCK_CONSIST_PORT",
                        "Unblocking " + place + ". Port consistency restored.");
            case NONE -> {}
        }
    }

    private static String instance(int vlan) {
        return String.format(Locale.ROOT, "VLAN%04d", vlan);
    }

    private static String shortName(BridgePort port) {
        return InterfaceName.tryParse(port.name()).map(InterfaceName::shortName).orElse(port.name());
    }
}
