package labwire.netlab.routing.ospf;

/** The states of the conversation with a neighbour (RFC 2328, 10.1). Any of them may fall back to DOWN or INIT. */
public enum NeighborState {
    /** Not heard, or no longer. A hello leads to INIT; that it is to be reached, and known by its address, to ATTEMPT. */
    DOWN,
    /** Not heard yet, and spoken to. A hello leads to INIT, silence to DOWN. */
    ATTEMPT,
    /** Heard, and does not hear us. A hello that names us leads to TWO_WAY or EX_START. */
    INIT,
    /** Both hear each other and need not be adjacent. An election may lead to EX_START. */
    TWO_WAY,
    /** Finds out who leads the exchange. Agreement leads to EXCHANGE. */
    EX_START,
    /** Both tell what they have. The end of it leads to LOADING, or to FULL. */
    EXCHANGE,
    /** Asks for what it has not. The last answer leads to FULL. */
    LOADING,
    /** Adjacent: the databases are the same. */
    FULL;

    /** As logs and lists have it: {@code 2WAY}, {@code EXSTART}. */
    public String shortName() {
        return switch (this) {
            case TWO_WAY -> "2WAY";
            case EX_START -> "EXSTART";
            case DOWN, ATTEMPT, INIT, EXCHANGE, LOADING, FULL -> name();
        };
    }

    public boolean isAtLeast(NeighborState other) {
        return compareTo(other) >= 0;
    }
}
