package labwire.netlab.console.ios.service;

import labwire.netlab.console.ios.IosMode;
import labwire.netlab.service.dhcp.DhcpPool;

/** In a pool. */
record DhcpPoolMode(DhcpPool pool) implements IosMode {
    @Override
    public Kind kind() {
        return Kind.DHCP_POOL;
    }
}
