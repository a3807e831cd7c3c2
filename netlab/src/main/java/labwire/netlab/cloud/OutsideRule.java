package labwire.netlab.cloud;

/** Where a link leads that leaves the lab. */
public sealed interface OutsideRule permits TunnelRule, TapRule {
    /** How, such as {@code vxlan-100}. */
    String kind();

    /** What is at its other end, such as {@code 192.0.2.7:4789}. */
    String where();
}
