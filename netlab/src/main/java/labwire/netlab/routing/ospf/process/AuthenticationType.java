package labwire.netlab.routing.ospf.process;

/** What routers of a link show each other to be believed. */
public enum AuthenticationType {
    NONE,
    PASSWORD,
    MESSAGE_DIGEST
}
