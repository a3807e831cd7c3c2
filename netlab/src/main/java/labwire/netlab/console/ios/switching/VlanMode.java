package labwire.netlab.console.ios.switching;

import java.util.List;
import labwire.netlab.console.ios.IosMode;

/** The VLANs that commands configure. */
record VlanMode(List<Integer> ids) implements IosMode {
    @Override
    public Kind kind() {
        return Kind.VLAN;
    }
}
