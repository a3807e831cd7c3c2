package labwire.netlab.routing.ospf;

/** What a person may want to watch. */
public enum DebugTopic {
    /** Elections, and how adjacencies come to be. */
    ADJ,
    /** Hellos that are taken in or refused, the router's roles, advertisements that are gone. */
    EVENTS,
    /** Advertisements as they come, go and are acknowledged. */
    FLOOD,
    HELLO,
    /** The router's own advertisements. */
    LSA_GENERATION,
    /** Headers of packets that come in. */
    PACKET,
    /** Why and how routes are computed. */
    SPF
}
