package labwire.netlab.console.ios.filter;

import labwire.netlab.console.ios.IosMode;
import labwire.netlab.stack.filter.AccessList;

/** {@code ip access-list standard|extended NAME}, {@code ipv6 access-list NAME}: a list, rule by rule. */
record AccessListMode(AccessList list) implements IosMode {
    @Override
    public Kind kind() {
        return switch (list.kind()) {
            case STANDARD -> Kind.STANDARD_ACCESS_LIST;
            case EXTENDED -> Kind.EXTENDED_ACCESS_LIST;
            case IPV6 -> Kind.IPV6_ACCESS_LIST;
        };
    }
}
