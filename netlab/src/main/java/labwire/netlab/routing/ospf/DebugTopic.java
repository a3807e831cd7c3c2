package labwire.netlab.routing.ospf;

/** What a person may want to watch. */
public enum DebugTopic {
    ADJ,
    EVENTS,
    HELLO
}
