package labwire.netlab.device;

import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.TaggedLink;

/** A part of a router's port, with the frames of one VLAN: {@code GigabitEthernet0/0.10}. */
public final class Subinterface extends VirtualInterface {
    private final RoutedPort whole;
    private final TaggedLink link;

    Subinterface(InterfaceName name, RoutedPort whole, IpStack stack) {
        this(name, whole, stack, whole.link().tagged());
    }

    private Subinterface(InterfaceName name, RoutedPort whole, IpStack stack, TaggedLink link) {
        super(name, stack.addInterface(name.longName(), link));
        this.whole = whole;
        this.link = link;
    }

    /** The interface that it is a part of. */
    public RoutedPort whole() {
        return whole;
    }

    /** Its VLAN, which {@code encapsulation dot1Q} assigns. */
    public TaggedLink link() {
        return link;
    }

    @Override
    public boolean isUp() {
        return isEnabled() && whole.isUp();
    }
}
