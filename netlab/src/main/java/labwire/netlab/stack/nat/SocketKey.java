package labwire.netlab.stack.nat;

/** One end within, whoever the other is. */
record SocketKey(int protocol, Endpoint end) {}
